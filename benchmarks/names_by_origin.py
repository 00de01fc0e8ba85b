"""Given names by origin, to see whether the redactor finds all people alike.

Written for this from general knowledge. A name stands where it is commonest; many are at home
in several groups.
"""


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NAMES_BY_ORIGIN = {
    "English": _names("Oliver Charlotte Gemma Nigel Tracey Simon Beryl Keith Hannah Darren Phoebe Ernest"),
    "Irish, Scottish, Welsh": _names(
        "Saoirse Niall Gráinne Ruaridh Catriona Hamish Ffion Gethin Myfanwy Padraig Sorcha Llywelyn"
    ),
    "Polish, Baltic, Balkan, Ukrainian": _names(
        "Agnieszka Zbigniew Małgorzata Wojciech Daiva Rasa Ivaylo Desislava Oksana Bohdan Drita Vlad"
    ),
    "West African": _names("Oluwaseun Ngozi Kwame Abena Chukwuemeka Folake Adaeze Kofi Ekua Fatoumata Mamadou Yetunde"),
    "East and southern African": _names(
        "Abdirahman Hodan Selamawit Tesfaye Wanjiru Otieno Tendai Rutendo Thandiwe Sipho Mwajuma Uwimana"
    ),
    "South Asian, Muslim": _names(
        "Rukhsana Farooq Nusrat Imtiaz Shabnam Zulfiqar Tahmina Rafiqul Saira Wasim Parveen Aftab"
    ),
    "South Asian, Hindu, Sikh, Tamil": _names(
        "Harpreet Gurdeep Lakshmi Venkatesh Priyanka Jaswinder Nilesh Meenakshi Bhavna Karthik Sunita Dinesh"
    ),
    "Arabic, Kurdish, Persian, Turkish": _names(
        "Yasmeen Khalid Rojin Azad Shirin Farhad Zeynep Mehmet Hanan Bassam Golnaz Berivan"
    ),
    "East and south-east Asian": _names("Xiuying Jianguo Minh Phuong Nguyet Haruki Jiwoo Thida Somchai Rizal Mei Kyaw"),
    "Caribbean and African American": _names(
        "Delroy Shanice Tyrese Lakeisha Winston Denisha Jamal Aaliyah Errol Keisha Marvalyn Devonte"
    ),
    "Spanish, Portuguese, Brazilian": _names(
        "Guadalupe Thiago Ximena Joaquín Conceição Rodrigo Yolanda Evaristo Luciana Mateus Pilar Anselmo"
    ),
    "Māori, Pacific, Aboriginal, First Nations": _names(
        "Hinemoa Wiremu Aroha Tamatea Sione Lupe Mele Jarrah Kirra Nokomis Waneek Taniela"
    ),
}
NAMES_THAT_ARE_WORDS = _names(
    "Joy Grace Mark Will Faith Hope Rose Summer Amber Dawn Hunter Angel Precious Blessing Chase Frank"
)

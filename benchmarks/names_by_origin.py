"""Given names by origin, to see whether the redactor finds all people alike. Written for this from general knowledge.

A name stands where it is commonest; many are at home in several groups.
"""

NAMES_BY_ORIGIN: dict[str, tuple[str, ...]] = {
    "English": tuple("Oliver Charlotte Gemma Nigel Tracey Simon Beryl Keith Hannah Darren Phoebe Ernest".split()),
    "Irish, Scottish, Welsh": tuple(
        "Saoirse Niall Gráinne Ruaridh Catriona Hamish Ffion Gethin Myfanwy Padraig Sorcha Llywelyn".split()
    ),
    "Polish, Baltic, Balkan, Ukrainian": tuple(
        "Agnieszka Zbigniew Małgorzata Wojciech Daiva Rasa Ivaylo Desislava Oksana Bohdan Drita Vlad".split()
    ),
    "West African": tuple("Oluwaseun Ngozi Kwame Abena Chukwuemeka Folake Adaeze Kofi Ekua Fatoumata Mamadou Yetunde".split()),
    "East and southern African": tuple(
        "Abdirahman Hodan Selamawit Tesfaye Wanjiru Otieno Tendai Rutendo Thandiwe Sipho Mwajuma Uwimana".split()
    ),
    "South Asian, Muslim": tuple("Rukhsana Farooq Nusrat Imtiaz Shabnam Zulfiqar Tahmina Rafiqul Saira Wasim Parveen Aftab".split()),
    "South Asian, Hindu, Sikh, Tamil": tuple(
        "Harpreet Gurdeep Lakshmi Venkatesh Priyanka Jaswinder Nilesh Meenakshi Bhavna Karthik Sunita Dinesh".split()
    ),
    "Arabic, Kurdish, Persian, Turkish": tuple(
        "Yasmeen Khalid Rojin Azad Shirin Farhad Zeynep Mehmet Hanan Bassam Golnaz Berivan".split()
    ),
    "East and south-east Asian": tuple("Xiuying Jianguo Minh Phuong Nguyet Haruki Jiwoo Thida Somchai Rizal Mei Kyaw".split()),
    "Caribbean and African American": tuple(
        "Delroy Shanice Tyrese Lakeisha Winston Denisha Jamal Aaliyah Errol Keisha Marvalyn Devonte".split()
    ),
    "Spanish, Portuguese, Brazilian": tuple(
        "Guadalupe Thiago Ximena Joaquín Conceição Rodrigo Yolanda Evaristo Luciana Mateus Pilar Anselmo".split()
    ),
    "Māori, Pacific, Aboriginal, First Nations": tuple(
        "Hinemoa Wiremu Aroha Tamatea Sione Lupe Mele Jarrah Kirra Nokomis Waneek Taniela".split()
    ),
}
NAMES_THAT_ARE_WORDS = tuple(
    "Joy Grace Mark Will Faith Hope Rose Summer Amber Dawn Hunter Angel Precious Blessing Chase Frank".split()
)

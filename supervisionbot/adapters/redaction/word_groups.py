"""Words that tell what stands beside them: a word in, the name of its group out."""


def words_of(text: str) -> frozenset[str]:
    """The words of a text that are parted by spaces."""
    return frozenset(text.split())


_GROUPS = {
    "title": (
        "mr mrs ms miss mx dr doctor prof professor pc dc ds sgt sergeant judge justice sister father rev "
        "reverend pastor imam rabbi canon coach officer sir madam lady lord cllr councillor pr fr cpl señor "
        "señora"
    ),
    "kin": (
        "mum mom mam mummy mother dad daddy father da pa son daughter brother sister sis bro uncle aunt "
        "auntie aunty nan nana nanny nanna gran granny grandma grandad granda grandpa cousin nephew niece "
        "partner husband wife boyfriend girlfriend stepdad stepmum baby twin ex carer neighbour neighbor "
        "friend mate boy girl lad kid child"
    ),
    "role": (
        "manager worker colleague nurse teacher head midwife gp psychiatrist solicitor interpreter advocate "
        "supervisor iro health visitor support keyworker foster student duty lawyer therapist paediatrician"
    ),
    "say": (
        "said says say asked asks told tells rang rings called calls texted texts emailed phoned goes went "
        "got gets was is has had did does wants wanted thinks thought knew knows answered cried laughed "
        "smiled shouted"
    ),
    "pre": "in at from to near by outside off round around via towards through into onto above up down",
    "month": (
        "january february march april may june july august september october november december jan feb mar "
        "apr jun jul aug sep sept oct nov dec febuary feburary septmber octber novemeber novmber novembr "
        "decmber"
    ),
    "day": (
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun"
    ),
    "number": (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    ),
    "ageunit": "year years yr yrs yo month months week weeks day days old aged age",
    "placehead": (
        "road rd street st avenue ave lane ln drive dr close court ct crescent terrace row rise way place "
        "square park house lodge hall manor view hill estate ward flat apartment apt unit room clinic "
        "hospital surgery school primary academy college centre center hmp church chapel mosque temple "
        "library station hotel hostel nursery ysgol ysbyty scoil county reserve prison infirmary gardens "
        "green heights parade grove mews wharf"
    ),
    "job": (
        "factory plant works farm shop crew driver mechanic teacher headmaster miner fisherman trawler "
        "dancer singer joiner plumber tuner judge barrister engineer navy army veteran keeper milker farmer "
        "nights shift retired"
    ),
    "illness": "disease syndrome dystrophy cerebral huntingtons mnd",
    "multiple": "twins triplets quads",
}
# A word of several groups belongs to the first.
GROUP_OF = {word: name for name, words in reversed(_GROUPS.items()) for word in words.split()}
NUMBER = "number"

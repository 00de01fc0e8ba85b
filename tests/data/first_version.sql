BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'supervisionbot','first_tables','2026-11-28 03:20:50.162957+00:00');
CREATE TABLE asked (worker text not null, question text not null, theme text not null, at text not null) strict;
INSERT INTO "asked" VALUES('U000X2QXVY','engagement-longest','engagement','2026-03-02T09:45:00.000000+00:00');
INSERT INTO "asked" VALUES('U001DM4ETX','empathy-firstform','empathy','2026-03-03T09:45:00.000000+00:00');
INSERT INTO "asked" VALUES('U005YZV49N','time-aroundpaper','time','2026-03-03T10:33:00.000000+00:00');
INSERT INTO "asked" VALUES('U001U5HVRW','time-deadline','time','2026-03-04T09:45:00.000000+00:00');
INSERT INTO "asked" VALUES('U006FJ8L7M','engagement-kept','engagement','2026-03-04T10:33:00.000000+00:00');
INSERT INTO "asked" VALUES('U002AOVCPV','power-steer','power','2026-03-05T09:45:00.000000+00:00');
INSERT INTO "asked" VALUES('U006W2M25L','role-neighbour','role','2026-03-05T10:33:00.000000+00:00');
INSERT INTO "asked" VALUES('U000X2QXVY','consistency-lastplan','consistency','2026-03-09T09:45:00.000000+00:00');
INSERT INTO "asked" VALUES('U001DM4ETX','culture-terms','culture','2026-03-09T10:33:00.000000+00:00');
INSERT INTO "asked" VALUES('U001U5HVRW','learning-firstthought','learning','2026-03-09T11:21:00.000000+00:00');
INSERT INTO "asked" VALUES('U002AOVCPV','practical_help-onecall','practical_help','2026-03-09T12:09:00.000000+00:00');
INSERT INTO "asked" VALUES('U002R88TNU','engagement-longest','engagement','2026-03-09T12:57:00.000000+00:00');
INSERT INTO "asked" VALUES('U0037RMALT','boundaries-bynow','boundaries','2026-03-09T13:45:00.000000+00:00');
INSERT INTO "asked" VALUES('U003OAZRJS','culture-terms','culture','2026-03-09T14:33:00.000000+00:00');
INSERT INTO "asked" VALUES('U0044UD8HR','time-road','time','2026-03-09T15:21:00.000000+00:00');
INSERT INTO "asked" VALUES('U001U5HVRW','empathy-voice','empathy','2026-03-10T09:45:00.000000+00:00');
INSERT INTO "asked" VALUES('U002AOVCPV','agencies-referral','agencies','2026-03-10T10:33:00.000000+00:00');
INSERT INTO "asked" VALUES('U002R88TNU','consistency-lastplan','consistency','2026-03-10T11:21:00.000000+00:00');
INSERT INTO "asked" VALUES('U0037RMALT','power-childwants','power','2026-03-10T12:09:00.000000+00:00');
INSERT INTO "asked" VALUES('U003OAZRJS','communication-swap','communication','2026-03-10T12:57:00.000000+00:00');
INSERT INTO "asked" VALUES('U0044UD8HR','learning-playback','learning','2026-03-10T13:45:00.000000+00:00');
INSERT INTO "asked" VALUES('U005YZV49N','learning-firstthought','learning','2026-03-10T14:33:00.000000+00:00');
INSERT INTO "asked" VALUES('U006FJ8L7M','consistency-lastplan','consistency','2026-03-10T15:21:00.000000+00:00');
INSERT INTO "asked" VALUES('U006W2M25L','boundaries-bynow','boundaries','2026-03-10T16:09:00.000000+00:00');
CREATE TABLE cards (
    id text primary key, worker text not null, supervisor text not null, channel text not null, ts text not null,
    sent_at text not null
) strict;
CREATE TABLE heard (
    reply text not null references replies(id) on delete cascade, theme text not null, stance text not null,
    probability real not null, stance_probability real not null, primary key (reply, theme)
) strict;
INSERT INTO "heard" VALUES('D0096RHEVG:1772444880.000000','empathy','strength',8.5398105271685065265e-01,9.55600987233443111001e-01);
INSERT INTO "heard" VALUES('D0096RHEVG:1772444880.000000','engagement','strength',4.43869623824655112898e-01,9.56874249391046927115e-01);
INSERT INTO "heard" VALUES('D00R3R2ROD:1772531280.000000','empathy','strength',9.09634482998300186729e-01,9.0761317410297570607e-01);
INSERT INTO "heard" VALUES('D01C8IAF33:1772534160.000000','empathy','strength',8.90444722696694723751e-01,9.64071320313066859597e-01);
INSERT INTO "heard" VALUES('D01XD9I2HT:1772617680.000000','empathy','strength',7.79554677991922684299e-01,9.42698258807816658055e-01);
INSERT INTO "heard" VALUES('D01XD9I2HT:1772617680.000000','learning','strength',4.80844312872873713704e-01,8.99736321250869108823e-01);
INSERT INTO "heard" VALUES('D02II0PPWJ:1772620560.000000','empathy','strength',0.717011180598044,7.94532268922996554039e-01);
INSERT INTO "heard" VALUES('D033MRXDB9:1772704080.000000','empathy','strength',9.9506954559898119772e-01,9.58941210996159587587e-01);
INSERT INTO "heard" VALUES('D03ORJ50PZ:1772706960.000000','empathy','strength',6.16482891695511292518e-01,8.27306556530214121103e-01);
INSERT INTO "heard" VALUES('D0096RHEVG:1773049680.000000','empathy','strength',5.62323278470570731002e-01,7.97808118497602913876e-01);
INSERT INTO "heard" VALUES('D0096RHEVG:1773049680.000000','honesty','strain',3.63110060457758176966e-01,7.50638349796895809618e-01);
INSERT INTO "heard" VALUES('D00R3R2ROD:1773052560.000000','empathy','strength',9.96139820306459644605e-01,9.14464915587654081363e-01);
INSERT INTO "heard" VALUES('D01XD9I2HT:1773055440.000000','engagement','strength',6.42570746170299078592e-01,9.56023407360992116821e-01);
INSERT INTO "heard" VALUES('D01XD9I2HT:1773055440.000000','empathy','strength',4.45492656698318501007e-01,9.36440668418427546448e-01);
INSERT INTO "heard" VALUES('D033MRXDB9:1773058320.000000','honesty','strength',8.87145098074138327426e-01,8.29096868267243269912e-01);
INSERT INTO "heard" VALUES('D033MRXDB9:1773058320.000000','empathy','strength',3.50383542592740071519e-01,9.2330425150734740658e-01);
INSERT INTO "heard" VALUES('D049WACO4P:1773061200.000000','empathy','strength',0.860214074448321,8.55237213859355360767e-01);
INSERT INTO "heard" VALUES('D04ACTQ52O:1773064080.000000','empathy','strain',5.88559764130477280907e-01,8.20752611275942123292e-01);
INSERT INTO "heard" VALUES('D04ATD3M0N:1773066960.000000','culture','strength',7.3114534392944763308e-01,6.07183201459715271575e-01);
INSERT INTO "heard" VALUES('D04ATD3M0N:1773066960.000000','engagement','strength',3.6971877268350294976e-01,9.74773990289731773195e-01);
INSERT INTO "heard" VALUES('D04B9WH2YM:1773069840.000000','empathy','strength',5.37871278125191087937e-01,9.14693128642762864899e-01);
INSERT INTO "heard" VALUES('D01XD9I2HT:1773136080.000000','time','strain',9.88445474757572384305e-01,9.61524594022783674063e-01);
INSERT INTO "heard" VALUES('D033MRXDB9:1773138960.000000','time','strain',9.40725891936924352165e-01,0.964870441388519);
INSERT INTO "heard" VALUES('D049WACO4P:1773141840.000000','time','strain',4.05616769664006948659e-01,8.05261760462121833903e-01);
INSERT INTO "heard" VALUES('D049WACO4P:1773141840.000000','engagement','strain',0.351814031673148,8.76865403689991884661e-01);
INSERT INTO "heard" VALUES('D04ACTQ52O:1773144720.000000','time','strain',9.96451172570345322654e-01,9.70124664201825637199e-01);
INSERT INTO "heard" VALUES('D04ATD3M0N:1773147600.000000','time','strain',0.498512945216586,9.17688664686742150422e-01);
INSERT INTO "heard" VALUES('D04B9WH2YM:1773150480.000000','time','strain',5.69184505673610896536e-01,9.60559944734128645649e-01);
INSERT INTO "heard" VALUES('D01C8IAF33:1773153360.000000','empathy','strength',8.5885780690737822951e-01,9.63635958077346366223e-01);
INSERT INTO "heard" VALUES('D02II0PPWJ:1773156240.000000','empathy','strength',7.69882436270833525604e-01,0.948929539860123);
INSERT INTO "heard" VALUES('D02II0PPWJ:1773156240.000000','learning','strength',4.71726659600218034551e-01,8.97279187018293122868e-01);
INSERT INTO "heard" VALUES('D03ORJ50PZ:1773159120.000000','empathy','strength',0.675333334258561,8.24628468559328697828e-01);
INSERT INTO "heard" VALUES('D03ORJ50PZ:1773159120.000000','boundaries','strain',5.54920828172328350902e-01,5.8938960074277080281e-01);
CREATE TABLE inbox (
    event text primary key, channel text not null, ts text not null, thread text not null, worker text not null,
    noted_at text not null, tries integer not null, is_done integer not null
) strict;
CREATE TABLE ledger (
    number integer primary key, at text not null, line text not null, chain text not null
) strict;
INSERT INTO "ledger" VALUES(1,'2026-03-06T09:01:00.000000+00:00','{"closed_by": "schedule", "floor": 5, "release": "North@2026-03-06", "rules": [{"passed": true, "promise": "P5", "sentence": "The floor is 5, at least 4."}, {"passed": true, "promise": "P6", "sentence": "At least 7 workers share the digest."}, {"passed": true, "promise": "P10", "sentence": "No comparison with an earlier digest points to fewer than 5 workers."}], "teams": ["North"], "themes": [], "unit": "North", "until": "2026-03-05T09:00:00+00:00"}','1b7918b19a4ee3b62483a539158f9f6734e3e086dbb3cebc87b7c804f0709168');
INSERT INTO "ledger" VALUES(2,'2026-03-06T09:01:00.000000+00:00','{"closed_by": "schedule", "floor": 5, "release": "South@2026-03-06", "rules": [{"passed": true, "promise": "P5", "sentence": "The floor is 5, at least 4."}, {"passed": false, "promise": "P6", "sentence": "At least 7 workers share the digest."}, {"passed": true, "promise": "P10", "sentence": "No comparison with an earlier digest points to fewer than 5 workers."}], "teams": ["South"], "themes": [], "unit": "South", "until": "2026-03-05T09:00:00+00:00"}','8e526b5cc95359081aa75fadbe70986f132adab48a7f137b008c42e4a80a44cd');
INSERT INTO "ledger" VALUES(3,'2026-03-13T09:01:00.000000+00:00','{"closed_by": "schedule", "floor": 5, "release": "North@2026-03-13", "rules": [{"passed": true, "promise": "P5", "sentence": "The floor is 5, at least 4."}, {"passed": true, "promise": "P6", "sentence": "At least 7 workers share the digest."}, {"passed": true, "promise": "P10", "sentence": "No comparison with an earlier digest points to fewer than 5 workers."}], "teams": ["North"], "themes": [{"band": "most", "family": false, "stance": "strength", "subject": "empathy"}, {"band": "most", "family": false, "stance": "strain", "subject": "time"}], "unit": "North", "until": "2026-03-12T10:01:00+00:00"}','e74f386ec24e29cfe7be42075391d2a22bde1d3bef7f9b42219f23e74aabc681');
INSERT INTO "ledger" VALUES(4,'2026-03-13T09:01:00.000000+00:00','{"closed_by": "schedule", "floor": 5, "release": "South@2026-03-13", "rules": [{"passed": true, "promise": "P5", "sentence": "The floor is 5, at least 4."}, {"passed": false, "promise": "P6", "sentence": "At least 7 workers share the digest."}, {"passed": true, "promise": "P10", "sentence": "No comparison with an earlier digest points to fewer than 5 workers."}], "teams": ["South"], "themes": [], "unit": "South", "until": "2026-03-12T10:01:00+00:00"}','937401ff5b0f3f739cf3803c5579800248b961b677affe1a8588efb5a56ccf3e');
CREATE TABLE members (
    team text not null references teams(name) on delete cascade, user text not null, role text not null,
    primary key (team, user, role)
) strict;
INSERT INTO "members" VALUES('North','U000X2QXVY','worker');
INSERT INTO "members" VALUES('North','U001DM4ETX','worker');
INSERT INTO "members" VALUES('North','U001U5HVRW','worker');
INSERT INTO "members" VALUES('North','U002AOVCPV','worker');
INSERT INTO "members" VALUES('North','U002R88TNU','worker');
INSERT INTO "members" VALUES('North','U0037RMALT','worker');
INSERT INTO "members" VALUES('North','U003OAZRJS','worker');
INSERT INTO "members" VALUES('North','U0044UD8HR','worker');
INSERT INTO "members" VALUES('North','U004LDQPFQ','supervisor');
INSERT INTO "members" VALUES('South','U005YZV49N','worker');
INSERT INTO "members" VALUES('South','U006FJ8L7M','worker');
INSERT INTO "members" VALUES('South','U006W2M25L','worker');
INSERT INTO "members" VALUES('South','U007CLZJ3K','supervisor');
CREATE TABLE occasion_workers (
    occasion text not null references occasions(id) on delete cascade, worker text not null,
    primary key (occasion, worker)
) strict;
INSERT INTO "occasion_workers" VALUES('North@2026-03-06','U000X2QXVY');
INSERT INTO "occasion_workers" VALUES('North@2026-03-06','U001DM4ETX');
INSERT INTO "occasion_workers" VALUES('North@2026-03-06','U001U5HVRW');
INSERT INTO "occasion_workers" VALUES('North@2026-03-06','U002AOVCPV');
INSERT INTO "occasion_workers" VALUES('North@2026-03-06','U002R88TNU');
INSERT INTO "occasion_workers" VALUES('North@2026-03-06','U0037RMALT');
INSERT INTO "occasion_workers" VALUES('North@2026-03-06','U003OAZRJS');
INSERT INTO "occasion_workers" VALUES('North@2026-03-06','U0044UD8HR');
INSERT INTO "occasion_workers" VALUES('South@2026-03-06','U005YZV49N');
INSERT INTO "occasion_workers" VALUES('South@2026-03-06','U006FJ8L7M');
INSERT INTO "occasion_workers" VALUES('South@2026-03-06','U006W2M25L');
INSERT INTO "occasion_workers" VALUES('North@2026-03-13','U000X2QXVY');
INSERT INTO "occasion_workers" VALUES('North@2026-03-13','U001DM4ETX');
INSERT INTO "occasion_workers" VALUES('North@2026-03-13','U001U5HVRW');
INSERT INTO "occasion_workers" VALUES('North@2026-03-13','U002AOVCPV');
INSERT INTO "occasion_workers" VALUES('North@2026-03-13','U002R88TNU');
INSERT INTO "occasion_workers" VALUES('North@2026-03-13','U0037RMALT');
INSERT INTO "occasion_workers" VALUES('North@2026-03-13','U003OAZRJS');
INSERT INTO "occasion_workers" VALUES('North@2026-03-13','U0044UD8HR');
INSERT INTO "occasion_workers" VALUES('South@2026-03-13','U005YZV49N');
INSERT INTO "occasion_workers" VALUES('South@2026-03-13','U006FJ8L7M');
INSERT INTO "occasion_workers" VALUES('South@2026-03-13','U006W2M25L');
CREATE TABLE occasions (
    id text primary key, unit text not null, cut text not null, closes_at text not null, is_closed integer not null,
    is_open integer not null, shown text, preview text
) strict;
INSERT INTO "occasions" VALUES('North@2026-03-06','North','2026-03-05T09:00:00.000000+00:00','2026-03-06T09:00:00.000000+00:00',1,1,NULL,NULL);
INSERT INTO "occasions" VALUES('South@2026-03-06','South','2026-03-05T09:00:00.000000+00:00','2026-03-06T09:00:00.000000+00:00',1,0,NULL,NULL);
INSERT INTO "occasions" VALUES('North@2026-03-13','North','2026-03-12T10:01:00.000000+00:00','2026-03-13T09:00:00.000000+00:00',1,1,NULL,NULL);
INSERT INTO "occasions" VALUES('South@2026-03-13','South','2026-03-12T10:01:00.000000+00:00','2026-03-13T09:00:00.000000+00:00',1,0,NULL,NULL);
CREATE TABLE pauses (worker text primary key, until text) strict;
CREATE TABLE posts (
    id text primary key, release text not null references releases(id), team text not null, channel text not null,
    state text not null, sending_at text, posted_in text not null, ts text not null
) strict;
INSERT INTO "posts" VALUES('e158cbc33f0e438c9c511f5fd0684463','North@2026-03-06','North','G0051X46DP','sent','2026-03-06T09:01:00.000000+00:00','G0051X46DP','1772787660.000000');
INSERT INTO "posts" VALUES('30265ae84aea49c1ab6817bb6451fcfc','South@2026-03-06','South','G007T5D01J','sent','2026-03-06T09:01:00.000000+00:00','G007T5D01J','1772787660.000001');
INSERT INTO "posts" VALUES('e497a10fbb0646868dd73bce75f2e755','North@2026-03-13','North','G0051X46DP','sent','2026-03-13T09:01:00.000000+00:00','G0051X46DP','1773392460.000000');
INSERT INTO "posts" VALUES('84f19043a1bf4211a69d73829a321483','South@2026-03-13','South','G007T5D01J','sent','2026-03-13T09:01:00.000000+00:00','G007T5D01J','1773392460.000001');
CREATE TABLE preferences (worker text primary key, is_newly_qualified integer not null) strict;
CREATE TABLE previews (
    occasion text not null references occasions(id) on delete cascade, worker text not null,
    primary key (occasion, worker)
) strict;
INSERT INTO "previews" VALUES('North@2026-03-06','U000X2QXVY');
INSERT INTO "previews" VALUES('North@2026-03-06','U001DM4ETX');
INSERT INTO "previews" VALUES('North@2026-03-06','U001U5HVRW');
INSERT INTO "previews" VALUES('North@2026-03-06','U002AOVCPV');
INSERT INTO "previews" VALUES('North@2026-03-06','U002R88TNU');
INSERT INTO "previews" VALUES('North@2026-03-06','U0037RMALT');
INSERT INTO "previews" VALUES('North@2026-03-06','U003OAZRJS');
INSERT INTO "previews" VALUES('North@2026-03-06','U0044UD8HR');
INSERT INTO "previews" VALUES('South@2026-03-06','U005YZV49N');
INSERT INTO "previews" VALUES('South@2026-03-06','U006FJ8L7M');
INSERT INTO "previews" VALUES('South@2026-03-06','U006W2M25L');
INSERT INTO "previews" VALUES('North@2026-03-13','U000X2QXVY');
INSERT INTO "previews" VALUES('North@2026-03-13','U001DM4ETX');
INSERT INTO "previews" VALUES('North@2026-03-13','U001U5HVRW');
INSERT INTO "previews" VALUES('North@2026-03-13','U002AOVCPV');
INSERT INTO "previews" VALUES('North@2026-03-13','U002R88TNU');
INSERT INTO "previews" VALUES('North@2026-03-13','U0037RMALT');
INSERT INTO "previews" VALUES('North@2026-03-13','U003OAZRJS');
INSERT INTO "previews" VALUES('North@2026-03-13','U0044UD8HR');
INSERT INTO "previews" VALUES('South@2026-03-13','U005YZV49N');
INSERT INTO "previews" VALUES('South@2026-03-13','U006FJ8L7M');
INSERT INTO "previews" VALUES('South@2026-03-13','U006W2M25L');
CREATE TABLE prompts (
    id text primary key, worker text not null, team text not null, visit text not null, kind text not null,
    wanted_theme text not null, question text not null, theme text not null, state text not null,
    consent text not null, due_at text not null, sending_at text, asked_at text, channel text not null,
    thread text not null, answer text not null, followed_up integer not null, is_heavy integer not null,
    is_reminded integer not null, why text not null
) strict;
INSERT INTO "prompts" VALUES('0f38879d9c8c480ba0121a67505a4fe7','U000X2QXVY','North','d8a52feafc034bd68fd8f477ae83acff','first visit','','engagement-longest','engagement','answered','confirmed','2026-03-02T09:45:00.000000+00:00','2026-03-02T09:45:00.000000+00:00','2026-03-02T09:45:00.000000+00:00','D0096RHEVG','1772444700.000000','1772444880.000001',1,0,0,'It is about *Engagement and opening up*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('ed038c29709c43ceb798391521314e4f','U001DM4ETX','North','301e9a12f0f14d1d82cd85774a8d5fc0','first visit','','empathy-firstform','empathy','answered','confirmed','2026-03-03T09:45:00.000000+00:00','2026-03-03T09:45:00.000000+00:00','2026-03-03T09:45:00.000000+00:00','D00R3R2ROD','1772531100.000000','1772531280.000001',1,0,0,'It is about *Empathy and listening*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('7fcdf94489b14a8bbcd10443b23d43eb','U005YZV49N','South','028a5432f97b4badaa4cdf4a2b99864a','review','','time-aroundpaper','time','answered','confirmed','2026-03-03T10:33:00.000000+00:00','2026-03-03T10:33:00.000000+00:00','2026-03-03T10:33:00.000000+00:00','D01C8IAF33','1772533980.000000','1772534160.000001',1,0,0,'It is about *Time and workload*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('a4b07caf529543b28d04b6df94a3151f','U001U5HVRW','North','a2bb56a7663440989d49206280c3902a','statutory visit','','time-deadline','time','answered','confirmed','2026-03-04T09:45:00.000000+00:00','2026-03-04T09:45:00.000000+00:00','2026-03-04T09:45:00.000000+00:00','D01XD9I2HT','1772617500.000000','1772617680.000001',1,0,0,'It is about *Time and workload*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('c07c77cc4f7c4bf39758a11864ac0950','U006FJ8L7M','South','5a804b7a9ad947dfa1dc2233526578f6','home visit','','engagement-kept','engagement','answered','confirmed','2026-03-04T10:33:00.000000+00:00','2026-03-04T10:33:00.000000+00:00','2026-03-04T10:33:00.000000+00:00','D02II0PPWJ','1772620380.000000','1772620560.000001',1,0,0,'It is about *Engagement and opening up*, which I have not asked you about yet.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('2d384388b2bd45b5946d21f42ca9511c','U002AOVCPV','North','c4fc8bd1cb3a48379e86771bf8b56c3f','phone contact','','power-steer','power','answered','confirmed','2026-03-05T09:45:00.000000+00:00','2026-03-05T09:45:00.000000+00:00','2026-03-05T09:45:00.000000+00:00','D033MRXDB9','1772703900.000000','1772704080.000001',1,0,0,'It is about *Power and shared decisions*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('35f8f57f8f3c4d45bc58611ef58143b0','U006W2M25L','South','e7f78b1f794b463ab9228e6f54093375','first visit','','role-neighbour','role','answered','confirmed','2026-03-05T10:33:00.000000+00:00','2026-03-05T10:33:00.000000+00:00','2026-03-05T10:33:00.000000+00:00','D03ORJ50PZ','1772706780.000000','1772706960.000001',1,0,0,'It is about *Explaining the role*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('2ec696bf23c0427cbcfa817dcef577b9','U000X2QXVY','North','a0581c9b115a4d138031d79e40e3101c','review','','consistency-lastplan','consistency','answered','confirmed','2026-03-09T09:45:00.000000+00:00','2026-03-09T09:45:00.000000+00:00','2026-03-09T09:45:00.000000+00:00','D0096RHEVG','1773049500.000000','1773049680.000001',1,0,0,'It is about *Consistency and reliability*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('d65f1a6442874e978afd62a554944868','U001DM4ETX','North','6bfaffe7bb6d404c935ec6c16f8138ab','statutory visit','','culture-terms','culture','answered','confirmed','2026-03-09T10:33:00.000000+00:00','2026-03-09T10:33:00.000000+00:00','2026-03-09T10:33:00.000000+00:00','D00R3R2ROD','1773052380.000000','1773052560.000001',1,0,0,'It is about *Social and cultural difference*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('f1432523f23e4b98ba7217384774b430','U001U5HVRW','North','2ca5af6d4d624174bd18423c7be59d3d','home visit','','learning-firstthought','learning','answered','confirmed','2026-03-09T11:21:00.000000+00:00','2026-03-09T11:21:00.000000+00:00','2026-03-09T11:21:00.000000+00:00','D01XD9I2HT','1773055260.000000','1773055440.000001',1,0,0,'It is about *Reflecting and learning*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('9395781c251749e18a28d1a72aa560a4','U002AOVCPV','North','39ef799cbdcc4b3b818efbaf2f8033b9','phone contact','','practical_help-onecall','practical_help','answered','confirmed','2026-03-09T12:09:00.000000+00:00','2026-03-09T12:09:00.000000+00:00','2026-03-09T12:09:00.000000+00:00','D033MRXDB9','1773058140.000000','1773058320.000001',1,0,0,'It is about *Practical support*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('a9842a3d3de248c28b14d839f4a3016e','U002R88TNU','North','afbef79234ee4828b863b51052d76df4','first visit','','engagement-longest','engagement','answered','confirmed','2026-03-09T12:57:00.000000+00:00','2026-03-09T12:57:00.000000+00:00','2026-03-09T12:57:00.000000+00:00','D049WACO4P','1773061020.000000','1773061200.000001',1,0,0,'It is about *Engagement and opening up*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('688cadf9edf148d185091c1364c8fde9','U0037RMALT','North','45a749fea7d74a5d85881cce58e54246','review','','boundaries-bynow','boundaries','answered','confirmed','2026-03-09T13:45:00.000000+00:00','2026-03-09T13:45:00.000000+00:00','2026-03-09T13:45:00.000000+00:00','D04ACTQ52O','1773063900.000000','1773064080.000001',1,0,0,'It is about *Professional boundaries*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('ce6ef3d0a82d4de48ca5f4dcb824875e','U003OAZRJS','North','b404aececeaa4bc5a42e88857963831d','statutory visit','','culture-terms','culture','answered','confirmed','2026-03-09T14:33:00.000000+00:00','2026-03-09T14:33:00.000000+00:00','2026-03-09T14:33:00.000000+00:00','D04ATD3M0N','1773066780.000000','1773066960.000001',1,0,0,'It is about *Social and cultural difference*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('564d679b64e546c6900d54eb035b8505','U0044UD8HR','North','4d1a30a900dc4e0fb1501323dce0285c','home visit','','time-road','time','answered','confirmed','2026-03-09T15:21:00.000000+00:00','2026-03-09T15:21:00.000000+00:00','2026-03-09T15:21:00.000000+00:00','D04B9WH2YM','1773069660.000000','1773069840.000001',1,0,0,'It is about *Time and workload*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('64dc4680f0704565a98e79c55fd66d8a','U001U5HVRW','North','173cc2e921284baa9f64b65cd58db80c','phone contact','','empathy-voice','empathy','answered','confirmed','2026-03-10T09:45:00.000000+00:00','2026-03-10T09:45:00.000000+00:00','2026-03-10T09:45:00.000000+00:00','D01XD9I2HT','1773135900.000000','1773136080.000001',1,0,0,'It is about *Empathy and listening*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('1684b55224c54aa5a095257260c377c2','U002AOVCPV','North','3a1706f9adfb4e7891d21789d1746441','first visit','','agencies-referral','agencies','answered','confirmed','2026-03-10T10:33:00.000000+00:00','2026-03-10T10:33:00.000000+00:00','2026-03-10T10:33:00.000000+00:00','D033MRXDB9','1773138780.000000','1773138960.000001',1,0,0,'It is about *Working with other agencies*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('196e62ce8d81469e86fd161c57b6dc00','U002R88TNU','North','ba1df5edd887443888e63e6fa2a771b8','review','','consistency-lastplan','consistency','answered','confirmed','2026-03-10T11:21:00.000000+00:00','2026-03-10T11:21:00.000000+00:00','2026-03-10T11:21:00.000000+00:00','D049WACO4P','1773141660.000000','1773141840.000001',1,0,0,'It is about *Consistency and reliability*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('bdc2308d287f42fabebdeb94a6d387d5','U0037RMALT','North','4e46233696e245a197ffb4c6c78dfb76','statutory visit','','power-childwants','power','answered','confirmed','2026-03-10T12:09:00.000000+00:00','2026-03-10T12:09:00.000000+00:00','2026-03-10T12:09:00.000000+00:00','D04ACTQ52O','1773144540.000000','1773144720.000001',1,0,0,'It is about *Power and shared decisions*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('7da8274216fa497483d7d17020e1a853','U003OAZRJS','North','e81cd4cc90774d72bba22f5d88493335','home visit','','communication-swap','communication','answered','confirmed','2026-03-10T12:57:00.000000+00:00','2026-03-10T12:57:00.000000+00:00','2026-03-10T12:57:00.000000+00:00','D04ATD3M0N','1773147420.000000','1773147600.000001',1,0,0,'It is about *Communication barriers*, which I have not asked you about yet.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('f0ce2126056141059adaf232eabf9c2e','U0044UD8HR','North','1da62800ae104280806c46be4d7344de','phone contact','','learning-playback','learning','answered','confirmed','2026-03-10T13:45:00.000000+00:00','2026-03-10T13:45:00.000000+00:00','2026-03-10T13:45:00.000000+00:00','D04B9WH2YM','1773150300.000000','1773150480.000001',1,0,0,'It is about *Reflecting and learning*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('ba5d921a255c4e03bb4e3417c9e77593','U005YZV49N','South','d3f124ce82024178b9a1355b6f66b96d','first visit','','learning-firstthought','learning','answered','confirmed','2026-03-10T14:33:00.000000+00:00','2026-03-10T14:33:00.000000+00:00','2026-03-10T14:33:00.000000+00:00','D01C8IAF33','1773153180.000000','1773153360.000001',1,0,0,'It is about *Reflecting and learning*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('ec2624cb04f7426b8a86f0b4c4686cd8','U006FJ8L7M','South','ab21ffb268ac452ea9624d944fea0548','review','','consistency-lastplan','consistency','answered','confirmed','2026-03-10T15:21:00.000000+00:00','2026-03-10T15:21:00.000000+00:00','2026-03-10T15:21:00.000000+00:00','D02II0PPWJ','1773156060.000000','1773156240.000001',1,0,0,'It is about *Consistency and reliability*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
INSERT INTO "prompts" VALUES('ca770070d90d4cc086bcab05c7d077ac','U006W2M25L','South','ba82d71158c3404d82b263ac7e40fc0d','statutory visit','','boundaries-bynow','boundaries','answered','confirmed','2026-03-10T16:09:00.000000+00:00','2026-03-10T16:09:00.000000+00:00','2026-03-10T16:09:00.000000+00:00','D03ORJ50PZ','1773158940.000000','1773159120.000001',1,0,0,'It is about *Professional boundaries*, which I have not asked you about yet.
It is meant for this kind of visit.
I go round all themes in turn, and ask no question twice within ten. What you answered before plays no part in it.');
CREATE TABLE released_themes (
    release text not null references releases(id), position integer not null, subject text not null,
    stance text not null, band text not null, is_family integer not null, primary key (release, position)
) strict;
INSERT INTO "released_themes" VALUES('North@2026-03-13',0,'empathy','strength','most',0);
INSERT INTO "released_themes" VALUES('North@2026-03-13',1,'time','strain','most',0);
CREATE TABLE releases (
    id text primary key, unit text not null, since text not null, until text not null
) strict;
INSERT INTO "releases" VALUES('North@2026-03-06','North','2026-02-26T09:00:00.000000+00:00','2026-03-05T09:00:00.000000+00:00');
INSERT INTO "releases" VALUES('South@2026-03-06','South','2026-02-26T09:00:00.000000+00:00','2026-03-05T09:00:00.000000+00:00');
INSERT INTO "releases" VALUES('North@2026-03-13','North','2026-03-05T09:00:00.000000+00:00','2026-03-12T10:01:00.000000+00:00');
INSERT INTO "releases" VALUES('South@2026-03-13','South','2026-03-05T09:00:00.000000+00:00','2026-03-12T10:01:00.000000+00:00');
CREATE TABLE replies (
    id text primary key, prompt text not null references prompts(id) on delete cascade, worker text not null,
    at text not null, covered text not null, words blob
) strict;
INSERT INTO "replies" VALUES('D0096RHEVG:1772444880.000000','0f38879d9c8c480ba0121a67505a4fe7','U000X2QXVY','2026-03-02T09:48:00.000000+00:00','[["NAME", 1], ["PLACE", 1]]',X'6741414141414272436B69566965384B6C634739442D615079716449734C5F6F7A2D6946674E6D434B7036624C74784E33795F7A6475316B686D33514E4165366A463155562D77545F50727A62473178304672523972524666474D43796A37335277754445645A6E773447396962434D596F3478454D4C514876716A58496C51564E7A763537427374646C43694D7859344D6A4773545757343432374D4A7643384E7952554E494A65303430416C535A5F45762D6B5953646B417643464F5232316968746158734C524138755A694841365F57636F3055374D42337A5545393971513D3D');
INSERT INTO "replies" VALUES('D00R3R2ROD:1772531280.000000','ed038c29709c43ceb798391521314e4f','U001DM4ETX','2026-03-03T09:48:00.000000+00:00','[]',X'6741414141414272436B695652324231394F37715035594F58536E484533694D4C47676762764943434E666D692D4F616F56543143596A6B3336433657414E454F61414F6B575265796674624B646166662D30525171773242557A7A394154323545736F365159466E304C31696B425743553935586850326369534B675F63654B79466447644D4777304B332D49756136666F6D4F6345797152694F49745456716A53583468515353554873614571726638376853474257656F37616B61585A624A453572302D32313656726554424A436D532D6163774B7A52542D4757685A636F324D7637485134427178663742785A486233686F706B74583437486E597176367166453671526661645941785575384B4E5F6159727855445975323370326369465057384E4E344238724154526F6978394E434238386E39432D745374587557376861306A50583951726263587462593935465754303756444258354134627244577052334B7464324A41706A70316661685771453D');
INSERT INTO "replies" VALUES('D01C8IAF33:1772534160.000000','7fcdf94489b14a8bbcd10443b23d43eb','U005YZV49N','2026-03-03T10:36:00.000000+00:00','[]',X'6741414141414272436B695643726643345950616334736F764F4B5645355061695458706A6834516D307059736C75627578375469706479773150772D4F5A4144534D674933465F492D517372754A7656426F7630556958524D7233342D73443545794F546E54514355592D647469307039324D744B365745596643445359464C434C6B734B364B345F30524A473645396B337757494E514B2D61326135387A6B746D6D32317442467936443872356A6563433458653558484572397A43592D453062437A674141456C64676B706D53793838557444364E4145566D414F78556D4D644378356B5A4971584D6B772D31577A573176666A72764C4441664E67647A59764852784A54506349414C5A4D4664336C704C7633726562445746475979647837624D496137733164684B5F4541304B50705056553D');
INSERT INTO "replies" VALUES('D01XD9I2HT:1772617680.000000','a4b07caf529543b28d04b6df94a3151f','U001U5HVRW','2026-03-04T09:48:00.000000+00:00','[["NAME", 1]]',X'6741414141414272436B695635416A77385546717367755533426A45744E48313455576F6838723633704671547777646563386B775A31496E5979444B5F3874547647656E466D4A51654244532D77555370565061557A493633714E5655785A67637970434B685F5472694B62465239667934673545525F593174416377394F3456654C436B5279426D67797569742D4475303941775A4D77413264386B44703731535549696A34496C48356C32396A566673445230337A7A786E716E713175514B4845466D644F4270645F446D4936486F2D786857574471366678756A6B486676693257435947624E305655337A527452797A49754B355F357671356537676C6F335F32747A666C4E674B6178716957636B494B686A624D4265336D577252356D4A4B75776B5F4D4B79566431354878334F52784C673D');
INSERT INTO "replies" VALUES('D02II0PPWJ:1772620560.000000','c07c77cc4f7c4bf39758a11864ac0950','U006FJ8L7M','2026-03-04T10:36:00.000000+00:00','[]',X'6741414141414272436B69566765674F776D5F44675A767A644D366233464A5747574B797771723859786337556150684D4A4F71647542356379775F39636744686A3266507751434E6143776B767957462D4358714C314978766C366F68354163333566575177583767624F54587A31445976665F45516439745968432D564A496D47474973436C6168567659344968376F67796D434676444D2D6A482D71722D58374632444853705547616D644E4464336B776E63434757367332466372383470682D4449446F4F4C785543534F4A756F51634B64476C385F496850386239387633483931616766527062594B374A437A79636F6930744333464E4F717463355063545A4A5A7659494F4C4B35357959667170763567546B6A497A3678353759413D3D');
INSERT INTO "replies" VALUES('D033MRXDB9:1772704080.000000','2d384388b2bd45b5946d21f42ca9511c','U002AOVCPV','2026-03-05T09:48:00.000000+00:00','[]',X'6741414141414272436B69563341646246576D5463334C6C4A563448455466433437324A7A72394C50424739656C684D6D70414969614D7A4765456250684E70506765364A58714F6F30347372665941642D5452307568456E314E794378697332484C386F424C715165525A355A554D7277665A535137755071563042387842724D4261684D434D477970494761557A2D6F5068414D355A6E505278505F6852305039724B766372387565442D3243716E5441554269385A79704B3536487779726843684A43647148746E356A78504753546339624B5F6E594D41302D354D63376C38436C5A46427337484452596A457879322D5A515057527076466639546D4E7A69346E70514F76765979414E414C6731517865725266564F3251774A6444504C54566E4A3650373236626A4C535342664C79727037324A475757623352366E5A5862776A363845573767');
INSERT INTO "replies" VALUES('D03ORJ50PZ:1772706960.000000','35f8f57f8f3c4d45bc58611ef58143b0','U006W2M25L','2026-03-05T10:36:00.000000+00:00','[]',X'6741414141414272436B69563138443645733570384170445470385761444C4B4B68545344523466686A39412D6561734F525474326A74416D566A4156776136384B504E74674368586E3470626A4F4E4230626B2D33504B4D625630614772726351594464583472787345726D32424A516168394D423264504C2D5F753059727374446C5161434D534E473647547462383945507369734B735247476157637476575F46753134784B3642354E4354634E455A50676243534F52506F6F55616455363734474D644E565271537054664A416A5646476952582D757A7A33796C59334C70496474524836416E733864705541506F66747555534E745F595731304B424538573341506365565A486A657543736E30685377456873342D56486B757A55544F4F5342386E344F574E68536378487847665365593D');
INSERT INTO "replies" VALUES('D0096RHEVG:1773049680.000000','2ec696bf23c0427cbcfa817dcef577b9','U000X2QXVY','2026-03-09T09:48:00.000000+00:00','[]',X'6741414141414272436B695650715F67526468334F6B68564E6B724D4C6D6B4E374E38526353636378436C5F384947575541415355496B5F776F644C4836304B415A70716F59433570544E78626636546547325A6141384576306964476C6A6A58367154595770646659766974524C55623333696E386744325461623231347743493551654D6E5577456F6F53446E384A346D56483149774D6F676A4139334676316B453530436F587579316B5559374C636B65384371743056444C7178476F2D414F766E6735574C566266377830314A5941414969744274506955393545437255704D47617353374D4E626666666D58354C646B64416554444171706A69464B436134394A32523547477456495039436B797143696361493069557771755F666B4F4F334F56465F734D7669625949414A5A796548313145367A6C324A37725636665878314C7151315753');
INSERT INTO "replies" VALUES('D00R3R2ROD:1773052560.000000','d65f1a6442874e978afd62a554944868','U001DM4ETX','2026-03-09T10:36:00.000000+00:00','[]',X'6741414141414272436B69564C56645953763173736C4A335A3237764B78473552796C35495078707869673567555441747630374B3159694D58656A5A314C4E6174594648517478423154786C36634D586F74444D35617530674C5134664E4F7970497A4538515A6F6D34317668626B32576E4B78306674434B5270426669305831554B7137616F5A4E496350345F53494F6D6B69616C51303649796945586F444C38527A43655451536356686E6B6F717746336868334F663470457671345956553671785962617871527A4D55326B69616E446E2D48706E4F6953476E75514A487373584533575179346176495477786A726C6A334F7A373578346E50776144756D36523230445A6C524C556571565439537968794969587A4E363247786964413D3D');
INSERT INTO "replies" VALUES('D01XD9I2HT:1773055440.000000','f1432523f23e4b98ba7217384774b430','U001U5HVRW','2026-03-09T11:24:00.000000+00:00','[]',X'6741414141414272436B695845385A73394C2D426238357248786658536B3868484C796643446F3865335F74456F332D6C7851326C6137536651454A53745A595048427875484C364A6644684756636131414768575F2D38474C4C3659374F643243676C4A334D5F6E2D31386D5238726E506F724471335178512D4253725047393936706D42647776305F5539474B7A6A35687330523455634C45496848364A4C304C6B3779677A46566D4A704A6B53542D666F586856585746396D6A783646734F504C4B6A6E46414A6E626F37357677795053785A4D39763858394F7564396C77457341663737642D624D6538564A693879535364344170447939337A65766D595443765962482D2D6D714F5A395375495856384E55445A52483570486652454F33587677492D70396E715A49515838306765594D63327A4F6E304C496657343578526B6346735135427230566275625376614D72682D524C64426D77477245413D3D');
INSERT INTO "replies" VALUES('D033MRXDB9:1773058320.000000','9395781c251749e18a28d1a72aa560a4','U002AOVCPV','2026-03-09T12:12:00.000000+00:00','[]',X'6741414141414272436B6958595868357361386E454E546341396C4265574149714657474375327231377651633037366F43685169424E36486A696731496D53664A525F4B63446F496350596631357A486F495346634956477977546C3468434F4A336862703464716D4B70463234664B6C6A3873314B426B68686C2D7A76392D334A4B586E617241744475726D377633372D545A6E38417834466446376B7577375F57462D65785A7A6B51564C746A75644A48703733646F33656578355432564C633350364C6E5750797533596844386E73644D426E5976765F76594B4D4D563458594A38524C7242546C6A31326E725F376361664D6B35536C59796B4655676F685A3154343045545F61483451674E746978724B4668416C6F464766706130616D73577750384850786C556B303847307731556A436B465559524B6861766E70565556534954354E6766');
INSERT INTO "replies" VALUES('D049WACO4P:1773061200.000000','a9842a3d3de248c28b14d839f4a3016e','U002R88TNU','2026-03-09T13:00:00.000000+00:00','[]',X'6741414141414272436B6958357732792D48337044667A774B66532D593349344E416554734A4F7A554A49546A6255453266676C566671796A633939374D4F717445476B757075676467454332513870653274644A394F736362507237734269396B576775765A5A373838676364304B475739425037414E5866706F584B584346436342676248514273584F616F6949704276797A7A4E6D3071553362593672584D504779706E7A356333346768647A544A517A6976752D63723366536C387A4C77366E54386D635177306F5553772D66666F696C4A536D787678557678454E4F4763516631673745744D5A4C725931534F437137734E365A445275324A6C564A584F4E463273747A75442D373131305441383476614D615278562D414C766364583235466834496274614F64675166413837774568714A7979626A79486158577673326778313350674E57');
INSERT INTO "replies" VALUES('D04ACTQ52O:1773064080.000000','688cadf9edf148d185091c1364c8fde9','U0037RMALT','2026-03-09T13:48:00.000000+00:00','[]',X'6741414141414272436B6958795F72446F4B51336A42594D41485477387465654A664A51356562304857627453544D616B5A655A4D343055576D694A784E582D4E6B483530766A4D5554553555565851446E6D7A36595A6330344B6E6D726271695353626270743136354263316138776132673049584F43544E454F7778587332496A454C584A5F45396B61');
INSERT INTO "replies" VALUES('D04ATD3M0N:1773066960.000000','ce6ef3d0a82d4de48ca5f4dcb824875e','U003OAZRJS','2026-03-09T14:36:00.000000+00:00','[]',X'6741414141414272436B695966374F71575053356E7A7671504937435951786A6152505A5F485069556670666F556B6B54746436446B78613042786745676E6F707732445F4B635A55656879334F496D315159416C66303764697A6A75715F58454451664F7A306630675474645A6E324B563039434935626C6941674F74746E3530484432466F4839717A543164362D3636354B5379733975666678477741306F715F4C66452D546B68677855384E6E4C6B447446487074386A634C677964694459564C4677737A776C484558686D504E4F465533584B4459687A46514747334D44395935346C324D55544368553179327230315538475135636E325A75376939706B6638535674596A5154316146416E6A534D707535565F3468645354556D397A545242735159323769395172674538416C453039673D');
INSERT INTO "replies" VALUES('D04B9WH2YM:1773069840.000000','564d679b64e546c6900d54eb035b8505','U0044UD8HR','2026-03-09T15:24:00.000000+00:00','[]',X'6741414141414272436B6959612D725755435738414234684D2D52765A54783165374B68657A416B54534F4552365F4958785152756D705F6F7A37307766426D727A775F543269755A395639496873536A784335634F673645656B52514A6176464642794B74676A49363644434A77546A464751416C316741636642367169786B78523559355672656C63555F5270764B5367456D686E4246657637736C616E63464946707A536A56786E6C626E30685863533570764E49667A6D476D785961336D724638596451397A7563784B4E37434F4455337771546E596F54506A5839623963693867645572666136305F79684F61635A5849794E507157467A5145595346582D77536F6636354D477A6A5171735F50436F4D486B4A666A364B554A6C39576741793767472D776A775F357A624F635470784D362D435A456537545555474B62736B4730424D6C44454C4571306466385263344F454B354D70426574334930376F335A567A66305153776E4A6B67655F624C6F6F3D');
INSERT INTO "replies" VALUES('D01XD9I2HT:1773136080.000000','64dc4680f0704565a98e79c55fd66d8a','U001U5HVRW','2026-03-10T09:48:00.000000+00:00','[["NAME", 1], ["PLACE", 2], ["ID", 1]]',X'6741414141414272436B695974744F6B6542453472474F555554436C7030427A784F32417237614D356B764B6D3779306E723347505F414A7052442D694C436336657333423059654A764D6E30796268565A6F2D644A654A38573967356D73396B376664506355657379706465456567387579794738586938534D54735552314E4F7A4E4967757435736769576F417A4C366A585753536C597A3559514773677569445435666B564F36495F533070704767674C4A4C6854757776434E7877376170485F614338456C3738392D6B413779436B7037643235544932444C4B7A7253556949756D3334526B6E484F675646657630513032524933394849714C507061377370335155664B665144753633525F774D385944463555576E6452412D35505758644365676D416776565A67344637536E5873486B3D');
INSERT INTO "replies" VALUES('D033MRXDB9:1773138960.000000','1684b55224c54aa5a095257260c377c2','U002AOVCPV','2026-03-10T10:36:00.000000+00:00','[]',X'6741414141414272436B69597470795F554D465455552D6D715A55704A674D656A4E4D696A646567566F326851337275425F48686944544D45644F457550797253625652666F5F6B50612D6879684E5958695A7770575F3853426D334E53306F714433444242435A793344756E7131734B6A6146333952647768662D6D44494A7444446F6D4F7346304D4D4A5546524F6D76354871735A6330534B69303947597435697739575259344D7673696E326D6A583535446742684D7876535F7172576D554A536D39684E3846784B35384D5F6A5679614B45715841544859497A692D5362375F66794C495159746168374D7649734A3557594D31334A58615178696F474E71307555716C72464C6E');
INSERT INTO "replies" VALUES('D049WACO4P:1773141840.000000','196e62ce8d81469e86fd161c57b6dc00','U002R88TNU','2026-03-10T11:24:00.000000+00:00','[["NAME", 1]]',X'6741414141414272436B695936674E735152637654725066714B364943315956794958554C775333743171664D30705A7751434A573751712D36463261764F6E4375494D4A7A6732356B6A4474467165336A31415468304C654A55326C5A6A4832667935594E72744A42426A662D4177384430726370544C5A4F4B6C6B6F4A79663149387568355A70777978634F54366C63794E417847745742414B2D6C4D30557A55692D50756779326C6E35664C7837634A375F317A62365F5A6B4865744951765557746B5337537A576F6E596969633254756A7A6A2D68524D756874755775434A32615449615539654B4F6B596932745A6E6C69555068396F743632347A5A71517744322D4D664D3237');
INSERT INTO "replies" VALUES('D04ACTQ52O:1773144720.000000','bdc2308d287f42fabebdeb94a6d387d5','U0037RMALT','2026-03-10T12:12:00.000000+00:00','[]',X'6741414141414272436B695975416B57705A796F5756697258575F6634556F5976437250394264643447467468646B6D4B36416D3574556F72596557344D4159695F72587839446A717A68784859734A5959574970586C534F33377369473661666C6F34686D3158514555394E7A384B6E4C6E6A79423666734F556661644F5764746C4C5762744D6E6966434F6C2D526B3169544E48664171584C6D6D4352617433387462626238633636456B7A4E77455552504C4855687858485A65614F6F6E4E53456A4B7870594F746C6F39665F68334E6C4479336230656937497378514F2D6F30453669484D3261445831464E42737056465F6375786F72674B3244646E6464314B7351486E416F68634D7059423831633635412D55653465592D463957673D3D');
INSERT INTO "replies" VALUES('D04ATD3M0N:1773147600.000000','7da8274216fa497483d7d17020e1a853','U003OAZRJS','2026-03-10T13:00:00.000000+00:00','[]',X'6741414141414272436B6959336F5638496449484E4E5476353052567A305773575873387378575844396963715A617438544149646F6A4A636644415F473475377A6566534E5773743874474A645551434273566578395373464E7863666F61493047394E51505531476B3649543278474E746B52393655656E6A2D6857344A463052667043434E5A30347A41506E466E724E6D6A3378315F6F5F37356A6737613754455754517975415550577A4D56496359624E31597865376A704E346C745A3131466251626B626C57485731503744375F36695F626C5949356A5F3838624A735870445854386C45376E5851757456724537484B5F3342464F79777A624D4E50776263385A49357035375A664C354C61484E3037413864483454502D55414F673D3D');
INSERT INTO "replies" VALUES('D04B9WH2YM:1773150480.000000','f0ce2126056141059adaf232eabf9c2e','U0044UD8HR','2026-03-10T13:48:00.000000+00:00','[["PLACE", 1]]',X'6741414141414272436B6959485F6D453950586F6132654D48584E546A4179746266646C79346B574A616E4764524A327A63597A4A5F50754C78523244754A48765037596E66412D6A474D394D506D434E5663647031693038766C4E366E6D314938387248374D79657A726267426E39713172427A53344E70334C684D375F3538376B734854722D544C657A52456A49644E5532684A494F57633677434670774C612D7A6C526A465A504368634661374E32382D2D6333456B4F677754434A674150343238706D42442D514C6E4377534E34435745306A794D307434427A4665307243503555476747696A42316C4331325A5A734C4C795730354D3832534C573377336F54796B714A3930754F5838326D656E4553476E344B52794F6B6C372D443958613449577A6C59484F4C7A74527352436A32654D3D');
INSERT INTO "replies" VALUES('D01C8IAF33:1773153360.000000','ba5d921a255c4e03bb4e3417c9e77593','U005YZV49N','2026-03-10T14:36:00.000000+00:00','[]',X'6741414141414272436B695934545659336A614D707A34686D7265665950314F556C454D5663564A477078724A49334E744E4D70577A764C637A41677A572D4F4C6A3349667451793637615F3677516134717662557A5F665166524A5743315F4C39525352554A5869327637315F6F5F2D38727537305F5362665953455349795941633744486F736A703156694234484E6136484D6E4D4C486841432D6F5872355759393663334B6A476563736569324B775263786365615F6F4D43767756507658454D2D4F7470707A37383967505470387738564C444D6733797530345837472D6541656565656F4B4C5930506F6956426C456D584B506B59453774506262415930344432764E55644D7354716D6C6F6B59746E73436654316C6937696762775465794A2D61705F454432454B77714853765F51726B3D');
INSERT INTO "replies" VALUES('D02II0PPWJ:1773156240.000000','ec2624cb04f7426b8a86f0b4c4686cd8','U006FJ8L7M','2026-03-10T15:24:00.000000+00:00','[["NAME", 1]]',X'6741414141414272436B695A78334D3864487065776466442D51366B46345F5F49473831544D52376E78476442304F4F59304F6D5F4F344F6C52476B69566B36433737525A6E42465F4C44315F63306B6F584A4C585F53376F7A3156674E4E4F6C5967376C3077544149435F4B6237616A4E51346F4B4B4947464F4B38304358476C45773150657678616F554238613332343579567973436344755142397968516967536A57385666434B7278394876464E575559673059534A4B4C5742733442483063464C50305A5A45425842426B6F5A4C4655554E45394133517879775543743353666A385262786C554C4477594666687741475F3738714F387046686371553853783148334F7678424B6A34714D72587477396E684F4855456151582D4A4C62304A424B707852374B5746545F3647654F5857733D');
INSERT INTO "replies" VALUES('D03ORJ50PZ:1773159120.000000','ca770070d90d4cc086bcab05c7d077ac','U006W2M25L','2026-03-10T16:12:00.000000+00:00','[]',X'6741414141414272436B695A34524F4A506A4E624B4A62666C44785F716B785147646D7645424C78514155336E6E454259745F41787655333873584C746C46587A724E6B6D30494558326F506F32414A765A6873414C4D41736232454E79475053304753354A356F712D58424C5A7A2D5A383731613361584541634A56325735446C7071425372397843644C70684B4F796838666F34354F5278783779565955346E4B78797351306A7855616A373834527463576561524162363847616A65527036514363556833337A6F2D795269476A777244366C64564A626E6D5F6769396D474531365F47454F73617A4D5F576D302D384C434866344A4172527752613130596C4A4861586B363355712D53374A3738335A7A707051464B452D3637437434673D3D');
CREATE TABLE settled (
    prompt text not null references prompts(id) on delete cascade, theme text not null, stance text,
    by_hand integer not null, primary key (prompt, theme)
) strict;
INSERT INTO "settled" VALUES('0f38879d9c8c480ba0121a67505a4fe7','empathy','strength',0);
INSERT INTO "settled" VALUES('0f38879d9c8c480ba0121a67505a4fe7','engagement','strength',0);
INSERT INTO "settled" VALUES('ed038c29709c43ceb798391521314e4f','empathy','strength',0);
INSERT INTO "settled" VALUES('7fcdf94489b14a8bbcd10443b23d43eb','empathy','strength',0);
INSERT INTO "settled" VALUES('a4b07caf529543b28d04b6df94a3151f','empathy','strength',0);
INSERT INTO "settled" VALUES('a4b07caf529543b28d04b6df94a3151f','learning',NULL,0);
INSERT INTO "settled" VALUES('c07c77cc4f7c4bf39758a11864ac0950','empathy','strength',0);
INSERT INTO "settled" VALUES('2d384388b2bd45b5946d21f42ca9511c','empathy','strength',0);
INSERT INTO "settled" VALUES('35f8f57f8f3c4d45bc58611ef58143b0','empathy','strength',0);
INSERT INTO "settled" VALUES('2ec696bf23c0427cbcfa817dcef577b9','empathy','strength',0);
INSERT INTO "settled" VALUES('2ec696bf23c0427cbcfa817dcef577b9','honesty',NULL,0);
INSERT INTO "settled" VALUES('d65f1a6442874e978afd62a554944868','empathy','strength',0);
INSERT INTO "settled" VALUES('f1432523f23e4b98ba7217384774b430','empathy','strength',0);
INSERT INTO "settled" VALUES('f1432523f23e4b98ba7217384774b430','engagement',NULL,0);
INSERT INTO "settled" VALUES('9395781c251749e18a28d1a72aa560a4','empathy','strength',0);
INSERT INTO "settled" VALUES('9395781c251749e18a28d1a72aa560a4','honesty','strength',0);
INSERT INTO "settled" VALUES('a9842a3d3de248c28b14d839f4a3016e','empathy','strength',0);
INSERT INTO "settled" VALUES('688cadf9edf148d185091c1364c8fde9','empathy','strength',0);
INSERT INTO "settled" VALUES('ce6ef3d0a82d4de48ca5f4dcb824875e','empathy','strength',1);
INSERT INTO "settled" VALUES('ce6ef3d0a82d4de48ca5f4dcb824875e','culture',NULL,0);
INSERT INTO "settled" VALUES('ce6ef3d0a82d4de48ca5f4dcb824875e','engagement',NULL,0);
INSERT INTO "settled" VALUES('564d679b64e546c6900d54eb035b8505','empathy','strength',0);
INSERT INTO "settled" VALUES('64dc4680f0704565a98e79c55fd66d8a','time','strain',0);
INSERT INTO "settled" VALUES('1684b55224c54aa5a095257260c377c2','empathy','strain',1);
INSERT INTO "settled" VALUES('1684b55224c54aa5a095257260c377c2','time','strain',0);
INSERT INTO "settled" VALUES('196e62ce8d81469e86fd161c57b6dc00','time','strain',0);
INSERT INTO "settled" VALUES('196e62ce8d81469e86fd161c57b6dc00','engagement',NULL,0);
INSERT INTO "settled" VALUES('bdc2308d287f42fabebdeb94a6d387d5','time','strain',0);
INSERT INTO "settled" VALUES('7da8274216fa497483d7d17020e1a853','learning','mixed',1);
INSERT INTO "settled" VALUES('7da8274216fa497483d7d17020e1a853','time','strain',0);
INSERT INTO "settled" VALUES('f0ce2126056141059adaf232eabf9c2e','time','strain',0);
INSERT INTO "settled" VALUES('ba5d921a255c4e03bb4e3417c9e77593','empathy','strength',0);
INSERT INTO "settled" VALUES('ec2624cb04f7426b8a86f0b4c4686cd8','empathy','strength',0);
INSERT INTO "settled" VALUES('ec2624cb04f7426b8a86f0b4c4686cd8','learning',NULL,0);
INSERT INTO "settled" VALUES('ca770070d90d4cc086bcab05c7d077ac','empathy','strength',0);
INSERT INTO "settled" VALUES('ca770070d90d4cc086bcab05c7d077ac','boundaries',NULL,0);
CREATE TABLE teams (
    name text primary key, since text not null, digest_channel text not null, floor integer not null,
    delay_minutes integer not null, weekday integer not null, digest_at text not null, weeks integer not null,
    timezone text not null, starts text not null, ends text not null, days text not null, country text not null,
    pool text not null, pool_since text, danger_contact text not null, support_contact text not null
) strict;
INSERT INTO "teams" VALUES('North','2026-03-02','G0051X46DP',5,45,4,'09:00:00',1,'Europe/London','09:00:00','17:30:00','01234','GB','',NULL,'','');
INSERT INTO "teams" VALUES('South','2026-03-02','G007T5D01J',5,45,4,'09:00:00',1,'Europe/London','09:00:00','17:30:00','01234','GB','',NULL,'','');
CREATE TABLE visits (
    id text primary key, worker text not null, team text not null, kind text not null, at text not null,
    logged_at text not null, case_ref text not null, prompt text not null
) strict;
INSERT INTO "visits" VALUES('d8a52feafc034bd68fd8f477ae83acff','U000X2QXVY','North','first visit','2026-03-02T09:00:00.000000+00:00','2026-03-02T09:00:00.000000+00:00','','0f38879d9c8c480ba0121a67505a4fe7');
INSERT INTO "visits" VALUES('301e9a12f0f14d1d82cd85774a8d5fc0','U001DM4ETX','North','first visit','2026-03-03T09:00:00.000000+00:00','2026-03-03T09:00:00.000000+00:00','','ed038c29709c43ceb798391521314e4f');
INSERT INTO "visits" VALUES('028a5432f97b4badaa4cdf4a2b99864a','U005YZV49N','South','review','2026-03-03T09:48:00.000000+00:00','2026-03-03T09:48:00.000000+00:00','','7fcdf94489b14a8bbcd10443b23d43eb');
INSERT INTO "visits" VALUES('a2bb56a7663440989d49206280c3902a','U001U5HVRW','North','statutory visit','2026-03-04T09:00:00.000000+00:00','2026-03-04T09:00:00.000000+00:00','','a4b07caf529543b28d04b6df94a3151f');
INSERT INTO "visits" VALUES('5a804b7a9ad947dfa1dc2233526578f6','U006FJ8L7M','South','home visit','2026-03-04T09:48:00.000000+00:00','2026-03-04T09:48:00.000000+00:00','','c07c77cc4f7c4bf39758a11864ac0950');
INSERT INTO "visits" VALUES('c4fc8bd1cb3a48379e86771bf8b56c3f','U002AOVCPV','North','phone contact','2026-03-05T09:00:00.000000+00:00','2026-03-05T09:00:00.000000+00:00','','2d384388b2bd45b5946d21f42ca9511c');
INSERT INTO "visits" VALUES('e7f78b1f794b463ab9228e6f54093375','U006W2M25L','South','first visit','2026-03-05T09:48:00.000000+00:00','2026-03-05T09:48:00.000000+00:00','','35f8f57f8f3c4d45bc58611ef58143b0');
INSERT INTO "visits" VALUES('a0581c9b115a4d138031d79e40e3101c','U000X2QXVY','North','review','2026-03-09T09:00:00.000000+00:00','2026-03-09T09:00:00.000000+00:00','','2ec696bf23c0427cbcfa817dcef577b9');
INSERT INTO "visits" VALUES('6bfaffe7bb6d404c935ec6c16f8138ab','U001DM4ETX','North','statutory visit','2026-03-09T09:48:00.000000+00:00','2026-03-09T09:48:00.000000+00:00','','d65f1a6442874e978afd62a554944868');
INSERT INTO "visits" VALUES('2ca5af6d4d624174bd18423c7be59d3d','U001U5HVRW','North','home visit','2026-03-09T10:36:00.000000+00:00','2026-03-09T10:36:00.000000+00:00','','f1432523f23e4b98ba7217384774b430');
INSERT INTO "visits" VALUES('39ef799cbdcc4b3b818efbaf2f8033b9','U002AOVCPV','North','phone contact','2026-03-09T11:24:00.000000+00:00','2026-03-09T11:24:00.000000+00:00','','9395781c251749e18a28d1a72aa560a4');
INSERT INTO "visits" VALUES('afbef79234ee4828b863b51052d76df4','U002R88TNU','North','first visit','2026-03-09T12:12:00.000000+00:00','2026-03-09T12:12:00.000000+00:00','','a9842a3d3de248c28b14d839f4a3016e');
INSERT INTO "visits" VALUES('45a749fea7d74a5d85881cce58e54246','U0037RMALT','North','review','2026-03-09T13:00:00.000000+00:00','2026-03-09T13:00:00.000000+00:00','','688cadf9edf148d185091c1364c8fde9');
INSERT INTO "visits" VALUES('b404aececeaa4bc5a42e88857963831d','U003OAZRJS','North','statutory visit','2026-03-09T13:48:00.000000+00:00','2026-03-09T13:48:00.000000+00:00','','ce6ef3d0a82d4de48ca5f4dcb824875e');
INSERT INTO "visits" VALUES('4d1a30a900dc4e0fb1501323dce0285c','U0044UD8HR','North','home visit','2026-03-09T14:36:00.000000+00:00','2026-03-09T14:36:00.000000+00:00','','564d679b64e546c6900d54eb035b8505');
INSERT INTO "visits" VALUES('173cc2e921284baa9f64b65cd58db80c','U001U5HVRW','North','phone contact','2026-03-10T09:00:00.000000+00:00','2026-03-10T09:00:00.000000+00:00','','64dc4680f0704565a98e79c55fd66d8a');
INSERT INTO "visits" VALUES('3a1706f9adfb4e7891d21789d1746441','U002AOVCPV','North','first visit','2026-03-10T09:48:00.000000+00:00','2026-03-10T09:48:00.000000+00:00','','1684b55224c54aa5a095257260c377c2');
INSERT INTO "visits" VALUES('ba1df5edd887443888e63e6fa2a771b8','U002R88TNU','North','review','2026-03-10T10:36:00.000000+00:00','2026-03-10T10:36:00.000000+00:00','','196e62ce8d81469e86fd161c57b6dc00');
INSERT INTO "visits" VALUES('4e46233696e245a197ffb4c6c78dfb76','U0037RMALT','North','statutory visit','2026-03-10T11:24:00.000000+00:00','2026-03-10T11:24:00.000000+00:00','','bdc2308d287f42fabebdeb94a6d387d5');
INSERT INTO "visits" VALUES('e81cd4cc90774d72bba22f5d88493335','U003OAZRJS','North','home visit','2026-03-10T12:12:00.000000+00:00','2026-03-10T12:12:00.000000+00:00','','7da8274216fa497483d7d17020e1a853');
INSERT INTO "visits" VALUES('1da62800ae104280806c46be4d7344de','U0044UD8HR','North','phone contact','2026-03-10T13:00:00.000000+00:00','2026-03-10T13:00:00.000000+00:00','','f0ce2126056141059adaf232eabf9c2e');
INSERT INTO "visits" VALUES('d3f124ce82024178b9a1355b6f66b96d','U005YZV49N','South','first visit','2026-03-10T13:48:00.000000+00:00','2026-03-10T13:48:00.000000+00:00','','ba5d921a255c4e03bb4e3417c9e77593');
INSERT INTO "visits" VALUES('ab21ffb268ac452ea9624d944fea0548','U006FJ8L7M','South','review','2026-03-10T14:36:00.000000+00:00','2026-03-10T14:36:00.000000+00:00','','ec2624cb04f7426b8a86f0b4c4686cd8');
INSERT INTO "visits" VALUES('ba82d71158c3404d82b263ac7e40fc0d','U006W2M25L','South','statutory visit','2026-03-10T15:24:00.000000+00:00','2026-03-10T15:24:00.000000+00:00','','ca770070d90d4cc086bcab05c7d077ac');
CREATE TABLE voices (
    prompt text not null references prompts(id) on delete cascade, theme text not null, stance text not null,
    worker text not null, team text not null, visit text not null, case_ref text not null, at text not null,
    given_at text not null, is_withdrawn integer not null default 0, spent_on text not null default '',
    primary key (prompt, theme, stance)
) strict;
INSERT INTO "voices" VALUES('0f38879d9c8c480ba0121a67505a4fe7','empathy','strength','U000X2QXVY','North','d8a52feafc034bd68fd8f477ae83acff','','2026-03-02T09:48:00.000000+00:00','2026-03-02T09:48:00.000000+00:00',0,'North@2026-03-13');
INSERT INTO "voices" VALUES('0f38879d9c8c480ba0121a67505a4fe7','engagement','strength','U000X2QXVY','North','d8a52feafc034bd68fd8f477ae83acff','','2026-03-02T09:48:00.000000+00:00','2026-03-02T09:48:00.000000+00:00',0,'');
INSERT INTO "voices" VALUES('ed038c29709c43ceb798391521314e4f','empathy','strength','U001DM4ETX','North','301e9a12f0f14d1d82cd85774a8d5fc0','','2026-03-03T09:48:00.000000+00:00','2026-03-03T09:48:00.000000+00:00',0,'North@2026-03-13');
INSERT INTO "voices" VALUES('7fcdf94489b14a8bbcd10443b23d43eb','empathy','strength','U005YZV49N','South','028a5432f97b4badaa4cdf4a2b99864a','','2026-03-03T10:36:00.000000+00:00','2026-03-03T10:36:00.000000+00:00',0,'');
INSERT INTO "voices" VALUES('a4b07caf529543b28d04b6df94a3151f','empathy','strength','U001U5HVRW','North','a2bb56a7663440989d49206280c3902a','','2026-03-04T09:48:00.000000+00:00','2026-03-04T09:48:00.000000+00:00',0,'North@2026-03-13');
INSERT INTO "voices" VALUES('c07c77cc4f7c4bf39758a11864ac0950','empathy','strength','U006FJ8L7M','South','5a804b7a9ad947dfa1dc2233526578f6','','2026-03-04T10:36:00.000000+00:00','2026-03-04T10:36:00.000000+00:00',0,'');
INSERT INTO "voices" VALUES('2d384388b2bd45b5946d21f42ca9511c','empathy','strength','U002AOVCPV','North','c4fc8bd1cb3a48379e86771bf8b56c3f','','2026-03-05T09:48:00.000000+00:00','2026-03-05T09:48:00.000000+00:00',0,'North@2026-03-13');
INSERT INTO "voices" VALUES('35f8f57f8f3c4d45bc58611ef58143b0','empathy','strength','U006W2M25L','South','e7f78b1f794b463ab9228e6f54093375','','2026-03-05T10:36:00.000000+00:00','2026-03-05T10:36:00.000000+00:00',0,'');
INSERT INTO "voices" VALUES('2ec696bf23c0427cbcfa817dcef577b9','empathy','strength','U000X2QXVY','North','a0581c9b115a4d138031d79e40e3101c','','2026-03-09T09:48:00.000000+00:00','2026-03-09T09:48:00.000000+00:00',0,'North@2026-03-13');
INSERT INTO "voices" VALUES('d65f1a6442874e978afd62a554944868','empathy','strength','U001DM4ETX','North','6bfaffe7bb6d404c935ec6c16f8138ab','','2026-03-09T10:36:00.000000+00:00','2026-03-09T10:36:00.000000+00:00',0,'North@2026-03-13');
INSERT INTO "voices" VALUES('f1432523f23e4b98ba7217384774b430','empathy','strength','U001U5HVRW','North','2ca5af6d4d624174bd18423c7be59d3d','','2026-03-09T11:24:00.000000+00:00','2026-03-09T11:24:00.000000+00:00',0,'North@2026-03-13');
INSERT INTO "voices" VALUES('9395781c251749e18a28d1a72aa560a4','empathy','strength','U002AOVCPV','North','39ef799cbdcc4b3b818efbaf2f8033b9','','2026-03-09T12:12:00.000000+00:00','2026-03-09T12:12:00.000000+00:00',0,'North@2026-03-13');
INSERT INTO "voices" VALUES('9395781c251749e18a28d1a72aa560a4','honesty','strength','U002AOVCPV','North','39ef799cbdcc4b3b818efbaf2f8033b9','','2026-03-09T12:12:00.000000+00:00','2026-03-09T12:12:00.000000+00:00',0,'');
INSERT INTO "voices" VALUES('a9842a3d3de248c28b14d839f4a3016e','empathy','strength','U002R88TNU','North','afbef79234ee4828b863b51052d76df4','','2026-03-09T13:00:00.000000+00:00','2026-03-09T13:00:00.000000+00:00',0,'North@2026-03-13');
INSERT INTO "voices" VALUES('688cadf9edf148d185091c1364c8fde9','empathy','strength','U0037RMALT','North','45a749fea7d74a5d85881cce58e54246','','2026-03-09T13:48:00.000000+00:00','2026-03-09T13:48:00.000000+00:00',0,'North@2026-03-13');
INSERT INTO "voices" VALUES('ce6ef3d0a82d4de48ca5f4dcb824875e','empathy','strength','U003OAZRJS','North','b404aececeaa4bc5a42e88857963831d','','2026-03-09T14:36:00.000000+00:00','2026-03-09T14:36:00.000000+00:00',0,'North@2026-03-13');
INSERT INTO "voices" VALUES('564d679b64e546c6900d54eb035b8505','empathy','strength','U0044UD8HR','North','4d1a30a900dc4e0fb1501323dce0285c','','2026-03-09T15:24:00.000000+00:00','2026-03-09T15:24:00.000000+00:00',0,'North@2026-03-13');
INSERT INTO "voices" VALUES('64dc4680f0704565a98e79c55fd66d8a','time','strain','U001U5HVRW','North','173cc2e921284baa9f64b65cd58db80c','','2026-03-10T09:48:00.000000+00:00','2026-03-10T09:48:00.000000+00:00',0,'North@2026-03-13');
INSERT INTO "voices" VALUES('1684b55224c54aa5a095257260c377c2','empathy','strain','U002AOVCPV','North','3a1706f9adfb4e7891d21789d1746441','','2026-03-10T10:36:00.000000+00:00','2026-03-10T10:36:00.000000+00:00',0,'');
INSERT INTO "voices" VALUES('1684b55224c54aa5a095257260c377c2','time','strain','U002AOVCPV','North','3a1706f9adfb4e7891d21789d1746441','','2026-03-10T10:36:00.000000+00:00','2026-03-10T10:36:00.000000+00:00',0,'North@2026-03-13');
INSERT INTO "voices" VALUES('196e62ce8d81469e86fd161c57b6dc00','time','strain','U002R88TNU','North','ba1df5edd887443888e63e6fa2a771b8','','2026-03-10T11:24:00.000000+00:00','2026-03-10T11:24:00.000000+00:00',0,'North@2026-03-13');
INSERT INTO "voices" VALUES('bdc2308d287f42fabebdeb94a6d387d5','time','strain','U0037RMALT','North','4e46233696e245a197ffb4c6c78dfb76','','2026-03-10T12:12:00.000000+00:00','2026-03-10T12:12:00.000000+00:00',0,'North@2026-03-13');
INSERT INTO "voices" VALUES('7da8274216fa497483d7d17020e1a853','time','strain','U003OAZRJS','North','e81cd4cc90774d72bba22f5d88493335','','2026-03-10T13:00:00.000000+00:00','2026-03-10T13:00:00.000000+00:00',0,'North@2026-03-13');
INSERT INTO "voices" VALUES('7da8274216fa497483d7d17020e1a853','learning','strength','U003OAZRJS','North','e81cd4cc90774d72bba22f5d88493335','','2026-03-10T13:00:00.000000+00:00','2026-03-10T13:00:00.000000+00:00',0,'');
INSERT INTO "voices" VALUES('7da8274216fa497483d7d17020e1a853','learning','strain','U003OAZRJS','North','e81cd4cc90774d72bba22f5d88493335','','2026-03-10T13:00:00.000000+00:00','2026-03-10T13:00:00.000000+00:00',0,'');
INSERT INTO "voices" VALUES('f0ce2126056141059adaf232eabf9c2e','time','strain','U0044UD8HR','North','1da62800ae104280806c46be4d7344de','','2026-03-10T13:48:00.000000+00:00','2026-03-10T13:48:00.000000+00:00',0,'North@2026-03-13');
INSERT INTO "voices" VALUES('ba5d921a255c4e03bb4e3417c9e77593','empathy','strength','U005YZV49N','South','d3f124ce82024178b9a1355b6f66b96d','','2026-03-10T14:36:00.000000+00:00','2026-03-10T14:36:00.000000+00:00',0,'');
INSERT INTO "voices" VALUES('ec2624cb04f7426b8a86f0b4c4686cd8','empathy','strength','U006FJ8L7M','South','ab21ffb268ac452ea9624d944fea0548','','2026-03-10T15:24:00.000000+00:00','2026-03-10T15:24:00.000000+00:00',0,'');
INSERT INTO "voices" VALUES('ca770070d90d4cc086bcab05c7d077ac','empathy','strength','U006W2M25L','South','ba82d71158c3404d82b263ac7e40fc0d','','2026-03-10T16:12:00.000000+00:00','2026-03-10T16:12:00.000000+00:00',0,'');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX members_by_user on members(user);
CREATE INDEX visits_by_prompt on visits(prompt);
CREATE INDEX visits_by_worker on visits(worker);
CREATE INDEX prompts_by_state on prompts(state, due_at);
CREATE INDEX prompts_by_worker on prompts(worker, due_at);
CREATE INDEX prompts_by_thread on prompts(channel, thread);
CREATE INDEX replies_by_prompt on replies(prompt);
CREATE INDEX voices_by_team on voices(team, spent_on, at);
CREATE INDEX voices_by_worker on voices(worker);
CREATE INDEX asked_by_worker on asked(worker, at);
CREATE INDEX asked_by_time on asked(at);
CREATE INDEX inbox_open on inbox(is_done, noted_at);
CREATE TRIGGER ledger_is_kept before delete on ledger begin select raise(abort, 'the ledger is append-only'); end;
CREATE TRIGGER ledger_is_fixed before update on ledger begin select raise(abort, 'the ledger is append-only'); end;
COMMIT;

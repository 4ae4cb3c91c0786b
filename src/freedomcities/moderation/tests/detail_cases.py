"""What must be held and what must not, written by hand: the table of the engine's tests.

All numbers and addresses are made up. In a line of `HELD` the kind stands before the bar.
"""

from __future__ import annotations

HELD = """
alien-number | My A-number is A123456789
alien-number | A 123 456 789
alien-number | A-123-456-789
alien-number | A# 087654321
alien-number | A#087-654-321
alien-number | his file is A087 654 321, ask for it
alien-number | alien number 87654321
alien-number | Alien Registration Number: 123-456-789
alien-number | Su número A es 123456789
alien-number | número de extranjero 087-654-321
alien-number | USCIS number 123 456 789
alien-number | a123456789
alien-number | а123456789
alien-number | Ａ１２３４５６７８９
alien-number | A1\u200b2\u200b3\u200b4\u200b5\u200b6\u200b7\u200b8\u200b9
alien-number | A-1234567 was her old file
alien-number | (A 98765432)
alien-number | A number: 12 345 678
alien-number | Case WAC2190012345 is pending
alien-number | receipt IOE0912345678
alien-number | recibo MSC 2190123456
alien-number | A: 123456789
alien-number | A.123.456.789
alien-number | A no. 123456789
alien-number | expediente A 123456789
social-security | SSN 123-45-6789
social-security | ssn: 123456789
social-security | 123-45-6789
social-security | 123 45 6789
social-security | 123.45.6789
social-security | 123–45–6789
social-security | 123−45−6789
social-security | My social is 123 456 789
social-security | número de seguro social 123-45-6789
social-security | seguro social: 123456789
social-security | ITIN 912-78-1234
social-security | 900-70-1234 is my tax number
social-security | １２３-４５-６７８９
social-security | ١٢٣-٤٥-٦٧٨٩
social-security | 1\u200b23-4\u200b5-67\u200b89
social-security | I23-45-67B9 no, 123-45-67O9
social-security | 123_45_6789
social-security | 123*45*6789
social-security | one of them has 123456789 as a number
social-security | 1 2 3 4 5 6 7 8 0
social-security | SS# 123-45-6789
social-security | 123/45/6789
phone | Call me at 734-555-0123
phone | 734, 555, 0142
phone | ➆➂➃-➄➄➄-⓪➀➃➁
phone | ❼❸❹❺❺❺⓿❶❹❷
email | d a n a @ example . org
plate | ABC-1234 license plate
address | 4127 Quillfeather Ter
address | maps.google.com/?q=4127+Quillfeather+Terrace
address | 4127_Quillfeather_Terrace
address | 4127-Quillfeather-Terrace
address | Quillfeather Terrace 4127
phone | (734) 555-0123
phone | (734)555-0123
phone | 734.555.0123
phone | 734 555 0123
phone | 734/555-0123
phone | +1 734 555 0123
phone | +1-734-555-0123
phone | 1-734-555-0123
phone | 1 (734) 555-0123
phone | 17345550123
phone | 7345550123
phone | text 7345550123 tonight
phone | 734–555–0123
phone | 734‑555‑0123
phone | 734—555—0123
phone | 734 · 555 · 0123
phone | 734•555•0123
phone | 734_555_0123
phone | 734*555*0123
phone | 734~555~0123
phone | 734,555,0123
phone | [734] 555 0123
phone | 7 3 4 5 5 5 0 1 2 3
phone | 7.3.4.5.5.5.0.1.2.3
phone | 7-3-4-5-5-5-0-1-2-3
phone | 734 5550123
phone | 734555 0123
phone | ７３４-５５５-０１２３
phone | ٧٣٤-٥٥٥-٠١٢٣
phone | 𝟕𝟑𝟒-𝟓𝟓𝟓-𝟎𝟏𝟐𝟑
phone | ⑦③④-⑤⑤⑤-⓪①②③
phone | 7️⃣3️⃣4️⃣5️⃣5️⃣5️⃣0️⃣1️⃣2️⃣3️⃣
phone | 7\u200b3\u200b4\u200b-\u200b5\u200b5\u200b5\u200b-\u200b0\u200b1\u200b2\u200b3
phone | 734­-555­-0123
phone | 734-555-O123
phone | 734-55S-0123 or 734-555-o123
phone | 73४-५५५-०१२३
phone | seven three four five five five zero one two three
phone | seven-three-four, five-five-five, oh-one-two-three
phone | siete tres cuatro cinco cinco cinco cero uno dos tres
phone | seven 3 four 5 five 5 zero 1 two 3
phone | call 555-0123
phone | Call us: 555.0123
phone | tel. 555 0123
phone | mi celular es 555-0123
phone | Llámame al 555 0123
phone | teléfono: 734 555 0123
phone | Tel: 55 1234 5678
phone | 55 1234 5678
phone | +52 55 1234 5678
phone | +52 1 55 1234 5678
phone | +503 2222 1234
phone | +502-5555-1234
phone | +44 20 7946 0958
phone | 011 52 55 1234 5678
phone | WhatsApp 5512345678
phone | whatsapp me 7345550123 please
phone | Signal: 734.555.0123
phone | https://wa.me/17345550123
phone | tel:+17345550123
phone | reach Ana on 734-555-0123 ext. 4
phone | my number is 734 5550123
phone | escríbeme al 7345550123
phone | 787-555-0123
phone | (787) 555 0123
phone | The hotline is 1-800-555-0199
phone | mobile 734 - 555 - 0123
phone | 734 -- 555 -- 0123
phone | File: 734-555-0123
phone | case no. 734-555-0123
phone | fax (734)-555-0123
phone | In 2024 734-555-0123 was hers
phone | the phone no. is 734.555.0123
email | ann@example.org
email | Write to ann.smith+group@mail.example.co.uk.
email | ann (at) example (dot) org
email | ann [at] example.org
email | ann at example dot org is not it, ann@example.org is
email | ann AT example DOT org
email | ana arroba ejemplo punto org
email | ana (arroba) ejemplo (punto) org
email | ann＠example.org
email | ann@example．org
email | аnn@example.org
email | 7345550123@txt.example.net
email | mailto:ann@example.org?subject=x
email | ann @ example.org
email | ann\u200b@\u200bexample\u200b.\u200borg
email | ANN@EXAMPLE.ORG
email | o'brien@example.ie
address | 4127 Quillfeather Terrace
address | He lives at 123 Main St.
address | 123 N. Main Street, Apt 4
address | 1600 pennsylvania ave
address | 742 evergreen terrace
address | 55 West 5th Street
address | 12 Oak Ln
address | 12-45 31st Avenue
address | 221B Baker Street
address | 900 South State St
address | 4500 Highway 61
address | 4500 US Highway 12
address | 2210 County Road 14
address | 1234 Broadway
address | 77 Massachusetts Avenue
address | 10 Maple Court
address | 8 Elm Drive
address | 301 E Huron St
address | 301 East Huron Street
address | 1 Martin Luther King Jr Blvd
address | 350 Fifth Avenue
address | 15 Cherry Blossom Way
address | 33 Willow Place
address | 6 Park Circle
address | 19 Old Mill Road
address | meet at 2020 Vine St
address | PO Box 123
address | P.O. Box 4455
address | p o box 77
address | Post Office Box 9
address | RR 2 Box 15
address | HC 1 Box 4321
address | Apartado postal 123
address | apt 4B
address | Apt. #12
address | Apartment 3
address | apto. 5
address | depto 302
address | apartamento 4C
address | Vivo en Calle Luna 45
address | Calle 5 de Mayo 123
address | calle 5 de mayo 123
address | Avenida Juárez #12
address | Av. Insurgentes Sur 1602
address | C/ Mayor 5
address | Carrera 7 # 12-34
address | Calle 12 No. 34-56
address | Paseo de la Reforma 222
address | Camino Real 45
address | calle principal número 12
address | Avenida de las Américas 300
address | Calle del Sol 3
address | 123 Calle Luna
address | 45 Avenida Ponce de León
address | Carr. 129 Km 3
address | １２３ Main Street
address | 123 Маin Street
address | 123  Main   St
address | 4127\u200b Quillfeather\u200b Terrace
plate | license plate ABC1234
plate | License plate: 7ABC123
plate | plate number ABC-1234
plate | plates ABC 1234
plate | the plate was "XYZ 987"
plate | tag # 123-ABC
plate | placa ABC123
plate | placas: ABC-12-34
plate | la matrícula es 1234 BCD
plate | tablilla JKL-456
plate | a white Ford Explorer ABC-1234
plate | gray van, ABC 1234
plate | camioneta blanca ABC-1234
plate | 7ABC123
plate | license plate abc1234
plate | the black SUV with plates KLM 4567
account | 4111 1111 1111 1111
account | 4111-1111-1111-1111
account | 4111111111111111
account | card 5500 0000 0000 0004
account | tarjeta 340000000000009
account | account number 12345678
account | Acct 000123456789
account | cuenta 1234567890
account | CLABE 032180000118359719
account | routing 123456780
coordinates | 42.2808, -83.7430
coordinates | 42.28083,-83.74303
coordinates | 42.2808 N, 83.7430 W
coordinates | lat 42.2808 / -83.7430
coordinates | 42°16'51" N 83°44'35" W
coordinates | 42° 16′ 51″ N
coordinates | 86JR77PV+4C
coordinates | ４２.２８０８, -８３.７４３０
address | 4127 N. Main
address | 4127 N Main, ring twice
address | They live at 4127 N. Main.
address | 4127 N.Main
address | 212 S.E. Hawthorne
address | 212 S. E. Hawthorne
address | 88 NW Burnside, upstairs
address | 120 W. 42nd
address | 120 W 42nd, Apt
address | 4127 n. main
address | 4127 n main
address | 17 E. O'Neill
email | dana@t.co
email | d@a.co
email | dana @ a . co
email | dana @ e x a m p l e . o r g
email | dana@e x a m p l e . o r g
email | d a n a @ e x a m p l e . o r g
email | d a n a @ a . c o
link | t.co/abc
link | see https://t.co/AbC123
link | a.co
link | her list is on a.co, look
link | http://a.co/d/5xyz
link | (g.co/kgs/abc)
link | t.me/dana_w
link | www.v.gd/abc
link | T.CO/abc
"""

LET_THROUGH = """
5 ILCS 805
5 ILCS 805/15
8 U.S.C. 1373
8 U.S.C. § 1373(a)
8 USC 1357(g)
ORD-17-02
ORD-2017-0042
Ordinance No. 2017-123
Ord. 1234-2017
Sec. 53a-1201
Section 287.4 of the Code
Cal. Gov. Code § 7284.6
Gov. Code sections 7284 to 7284.12
Conn. Gen. Stat. § 54-192h
N.J.A.C. 13:1A-2.1
OAR 839-003-0005
OAR 291-200-0010
RCW 10.93.160
WAC 296-128-500
WAC 296-128-5000
ORS 181A.820
N.M. Stat. 10-16-1
Ga. Code § 36-80-23
Colo. Rev. Stat. 24-76-1019
Tenn. Code 4-42-103
SB 54
SB54 (2017)
HB 2100 and SB 1718
A.B. 103
AB 60 was signed in 2013
H.R. 1234
Pub. L. 104-208
Pub. L. No. 104–208, 110 Stat. 3009
110 Stat. 3009-546
142 S. Ct. 1234 (2022)
567 U.S. 387 (2012)
897 F.3d 392 (2d Cir. 2018)
No. 18-cv-01234
Case No. 3:17-cv-00574
Case 1:25-cv-10495
Docket 2017-12345
File #: 17-1234, Version: 1
Legistar file 2017-4455
Resolution 17-0234
Executive Order 13768
E.O. 2017-5
Title 18, Chapter 113
Article IV, Section 2
Rule 1373
Rules 1 2 3 4 5 6 7 8 9
rules 1, 2, 3, 4, 5, 6, 7, 8 and 9
one two three four five six seven eight nine
uno dos tres cuatro cinco seis siete ocho nueve
48104
Ann Arbor, MI 48104
48104-1234
ZIP codes 48103, 48104 and 48105
geoid 2603000
2603000
26161
GEOID 2616189160
2616189160
ORI MI8121800
MI8121800
the agency CA0194200 of Los Angeles
AL0010100
2017-04-03
04/03/2017
4/3/17
3.4.2017
April 3, 2017
on April 3 2017
3 de abril de 2017
el 5 de mayo de 2024
03.04.2017 and 05.06.2018
2017-2018
2017 2018 2019 2020
from 1999 to 2024
FY 2024-25
$1,234,567
$1234567
$ 1,000,000.00
US$ 2500000
€ 1.234.567
1,234,567 people
1 234 567 people
10.500.000 dólares
48,899,566 people
12.5 percent
3.14159
at 7:30 pm
7:30-9:00 p.m.
10:00 to 11:30
a las 7:30 de la tarde
de 10 a 12 horas
24/7
24 hours a day, 365 days a year
We meet on Mondays at 7.
Nos reunimos los lunes a las 7.
200 people on Main Street
200 people marched down Main Street
3 officers at the corner of Main Street
In 2019 Oak Street was closed
In 2019 residents of Oak Street wrote to the council
On April 3, 2017 Main Street was closed
the corner of Fifth Avenue and Main Street
Main Street
Fifth Avenue
Wall Street
42nd Street
on 5th Street
the 36th District Court
Oak Street 2019
Oak Street 200 people strong
rooms 734, 555, 12
rules 201, 202, 203, 204
https://example.org/2024-oak-tree-planting
36 District Court judges
9 Circuit Court judges
the 14 Superior Court judges
9th Circuit Court
25 St. Paul officers
12 St. Louis County deputies
Two St. Louis judges
a 3 way street
2 blocks from Main Street
the Court of Appeals, Place 5
District 5 Drive safely
Ward 3 Avenue A
Section 12 Court records
Highway 61
Interstate 94 and Highway 23
US-23
Route 66
50 state policies
Unit 5 of the code
Suite of 12 bills
en la calle durante 5 días
200 personas en la calle
marcharon por la calle 200 personas
la calle hace 3 años
calle Luna a las 5
en la avenida hubo 30 arrestos
la avenida principal en 2017
por calles y plazas de 12 ciudades
plaza de 3 policías
camino a 5 reglas
Departamento de Policía
the departamento has 12 agents
a plate of food for 12 people
12 plates of tamales
license plate readers (287 of them)
license plate readers in 14 cities
automated license plate readers since 2017
lectores de placas en 30 ciudades
Flock cameras read 1,000,000 plates
plates and 30 cups
price tag: $20
car 54
a car in 2017
the Ford Foundation gave 1234 dollars
tag along at 7
A 5000000 dollar cut
a 2000000 dollar contract
A group of 12
A 10-year plan
Plan A 2024
A 30-day notice
call 911
dial 311
Call 211 for help
call us in 2024 2025
text of section 1234
number 5
the number is 42
phone banking from 10 to 12
phone calls: 1200
1-2-3
1-800
10-4
287(g)
the 287(g) agreements of 1,843 agencies
4th Amendment
14th Amendment
50-50
7 of 9 rules
3 out of 4 people
5-4 vote
a 7-2 decision
6'2"
100°F
lat and long
42.28, -83.74
v1.2.3.4
version 10.0.19041
127.0.0.1
https://example.gov/view.ashx?M=F&ID=7345550123
https://legistar.example.com/LegislationDetail.aspx?ID=123456789&GUID=12345678
www.example.org/2017/04/03/1234567890
@freedomcities
follow us @annarbor
meet at city hall
look at example.org dot by dot
We are at work
arroba
ISBN 978-0-13-468599-1
page 123 of 4567
pp. 123-145
lines 12-45-67
123-456-7
ages 18-34, 35-49, 50-64
population 123,851 in 2020
vote of 123456 to 98765
1843 agencies in 1557 counties
ICE detainer form I-247A
Form I-765
I-9 and W-2
Title VI
COVID-19
9/11
12-month notice
the 2020 census
call the vote in 48 hours
5,000-character titles
142 N.E.2d 392
897 N. E. 2d 392
897 S.W. 3d 12
12 So. 2d 34
142 S. Ct. 1234
52 N. Dak. 12
45 S. Tex. L. Rev. 5
35 W. Va. 200
110 N. Y. 123
12 N. Carolina sheriffs
in 2019 N. Main was closed
300 S. Carolina deputies
5 E. Coast cities
9 W. Bank villages
2 S.E. Asian countries
Sec. 12 N. Main
12 E. coli cases
We meet @ noon . bring food
See you @ the park . me too
rally @ capitol . us all
follow @dana . more on Monday
x.com/freedomcities
https://x.com/freedomcities/status/12
https://example.org/t.co/abc
example.co/abc
b.example.org/abc
U.S./Mexico border
at 7 p.m./8 p.m.
v.gl.1
plan a.so we go
e.g. or i.e.
s.b. 54
a/b.co
"""

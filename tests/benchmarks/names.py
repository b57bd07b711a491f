"""Names as NGOs bear them, in sixteen languages: ideas from shared lists of notions, put into words.

The lists of all languages run in the same order, so that one idea can be said in two languages, and begin with
the commonest word: words are drawn by their rank (Zipf). Names of villages and families are made of syllables;
an old one comes back the oftener, the oftener it was used (Simon's process), which gives the long tail.
"""

import re
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import NamedTuple

from anyascii import anyascii

LATIN = "Latn"
LATIN_LANGUAGES = ("en", "fr", "es")  # into which names are translated
SMALL_WORDS = set(
    re.findall(r"\w+", "of for the in and de des du la le les el los las y e et und der die do da dos das")
)


class Language(NamedTuple):
    """The words of a language; all texts are lists with commas between, syllables with spaces."""

    script: str
    things: str
    people: str
    aims: str
    mottos: str
    forms: str
    patterns: tuple[str, ...]
    syllables: tuple[str, ...]
    givens: str
    places: str = ""


class Idea(NamedTuple):
    """What a name says, before it is said in a language: ranks in the lists, and a proper name."""

    pattern: int
    thing: int
    people: int
    aim: int
    motto: int
    form: int
    name: str


# The patterns: people, aim, all three, motto with a name, the name alone, motto for people, and one without a name.
LANGUAGES: dict[str, Language] = {
    "en": Language(
        LATIN,
        "Association, Organization, Foundation, Centre, Network, Committee, Society, Initiative",
        """Women, Refugees, Children, Youth, Migrants, Families, Displaced Persons, Orphans, Farmers,
        Persons with Disabilities, Workers, Girls""",
        """Development, Human Rights, Relief, Education, Health, Peace, Aid, Protection, Solidarity, Integration,
        Environment, Justice, Training, Culture, Empowerment, Dialogue""",
        "Hope, Light, New Life, Future, Unity, Bridge, Home, Horizon, Helping Hands, Voice, Sun, Dignity",
        "{} Inc., {} Trust, {} International, The {}",
        (
            "{thing} of {people} of {name}",
            "{thing} for {aim} in {name}",
            "{name} {people} {aim} {thing}",
            "{motto} {name}",
            "{name} {thing}",
            "{motto} for {people} {name}",
            "{motto} for {people} and {aim}",
        ),
        (
            """Ash Bar Brook Clif Dun Elm Ever Fair Glen Green Hart Haw Hol King Lang Mar Mil Nor Oak Pem Rad Rose
            Shel Stan Thorn Wake Wal West Whit Win""",
            "a ber der en er ing ling mer o ster ton well",
            "bourne bridge bury by combe dale field ford ham hurst ley mere ridge stead stow ton wick wood worth",
        ),
        "Grace, Saint Mary, Samuel, Esther, John Paul, Martin, Ruth, Saint Joseph, Abigail, Daniel",
    ),
    "fr": Language(
        LATIN,
        "Association, Organisation, Fondation, Centre, Réseau, Comité, Société, Initiative",
        """femmes, réfugiés, enfants, jeunes, migrants, familles, déplacés, orphelins, paysans, personnes handicapées,
        travailleurs, filles""",
        """le développement, les droits humains, le secours, l’éducation, la santé, la paix, l’aide, la protection,
        la solidarité, l’intégration, l’environnement, la justice, la formation, la culture, l’autonomisation,
        le dialogue""",
        """Espoir, Lumière, Vie nouvelle, Avenir, Unité, Passerelle, Foyer, Horizon, Mains tendues, Voix, Soleil,
        Dignité""",
        "ONG {}, {} ASBL, {} France, Collectif {}",
        (
            "{thing} des {people} de {name}",
            "{thing} pour {aim} de {name}",
            "{thing} des {people} pour {aim} – {name}",
            "{motto} {name}",
            "{thing} {name}",
            "{motto} des {people} de {name}",
            "{motto} pour {aim} des {people}",
        ),
        (
            "Ba Bel Beau Cha Cour Dia Fou Gui Kou La Mar Mé Mon N’Do Pont Ro Sain San Ta Tou Va Ville Yam Za",
            "ba bé da gné la lé ma na ni ra ri sa ssa tou vi",
            "bougou court do dougou fort gny kro lieu mont nay ré rou sson teau tigny ville ya",
        ),
        "Marie, Jean-Baptiste, Aminata, Fatou, Thérèse, Moussa, Geneviève, Ibrahima, Émile, Rokia",
    ),
    "es": Language(
        LATIN,
        "Asociación, Organización, Fundación, Centro, Red, Comité, Sociedad, Iniciativa",
        """mujeres, refugiados, niños, jóvenes, migrantes, familias, desplazados, huérfanos, campesinos,
        personas con discapacidad, trabajadores, niñas""",
        """el desarrollo, los derechos humanos, el socorro, la educación, la salud, la paz, la ayuda, la protección,
        la solidaridad, la integración, el medio ambiente, la justicia, la formación, la cultura,
        el empoderamiento, el diálogo""",
        "Esperanza, Luz, Vida Nueva, Futuro, Unidad, Puente, Hogar, Horizonte, Manos Unidas, Voz, Sol, Dignidad",
        "{} Asociación Civil, ONG {}, {} A.C., Corporación {}",
        (
            "{thing} de {people} de {name}",
            "{thing} para {aim} de {name}",
            "{thing} de {people} por {aim} {name}",
            "{motto} de {name}",
            "{thing} {name}",
            "{motto} para {people} de {name}",
            "{motto} de {people} por {aim}",
        ),
        (
            "Al Ara Bar Ca Cha Chi Co Cue Gua Hua Ix Ja Jo Ma Mon Na Oa Pa Que Que Sa San Ta Te Tu Val Xo Ya Za",
            "ba ca cha co hua la li ma mi na ni pa que ra ri ta te ti xo",
            """cán caya chi co cuna huela iche jara lá les llo mba nango nga pan peque quilla ranza tepec tlán tlaco
            vela yo""",
        ),
        "María, San José, Rigoberta, Santa Rosa, Monseñor Romero, Juan Pablo, Guadalupe, Micaela, Simón, Teresa",
    ),
    "pt": Language(
        LATIN,
        "Associação, Organização, Fundação, Centro, Rede, Comitê, Sociedade, Iniciativa",
        """mulheres, refugiados, crianças, jovens, migrantes, famílias, deslocados, órfãos, camponeses,
        pessoas com deficiência, trabalhadores, meninas""",
        """o desenvolvimento, os direitos humanos, o socorro, a educação, a saúde, a paz, a ajuda, a proteção,
        a solidariedade, a integração, o meio ambiente, a justiça, a formação, a cultura, o empoderamento, o diálogo""",
        "Esperança, Luz, Vida Nova, Futuro, Unidade, Ponte, Lar, Horizonte, Mãos Dadas, Voz, Sol, Dignidade",
        "Instituto {}, ONG {}, {} IPSS, Cáritas {}",
        (
            "{thing} de {people} de {name}",
            "{thing} para {aim} de {name}",
            "{thing} de {people} para {aim} – {name}",
            "{motto} {name}",
            "{thing} {name}",
            "{motto} das {people} de {name}",
            "{motto} de {people} e {aim}",
        ),
        (
            "Ara Ba Ca Cam Chi Cui Gua Ita Ja Ju Lu Ma Mo Na Nam Pa Pi Que Sa Santa Ta Ti Tu Vi Xai Za",
            "ba bu ca cu da gu la li ma mu na ni pu ra ri ta ti vi",
            "bá bela ção cuba gi lane manga ndeira nga nhã pebra pula quara ra rema tiba tuba vela zinho",
        ),
        "Maria, São João, Graça, Antônio, Santa Clara, Josina, Nossa Senhora, Samora, Irmã Dulce, Francisco",
    ),
    "de": Language(
        LATIN,
        "Verein, Organisation, Stiftung, Zentrum, Netzwerk, Komitee, Gesellschaft, Initiative",
        """Frauen, Flüchtlinge, Kinder, Jugendliche, Migranten, Familien, Vertriebene, Waisen, Bauern,
        Menschen mit Behinderung, Arbeiter, Mädchen""",
        """Entwicklung, Menschenrechte, Nothilfe, Bildung, Gesundheit, Frieden, Hilfe, Schutz, Solidarität,
        Integration, Umwelt, Gerechtigkeit, Ausbildung, Kultur, Teilhabe, Dialog""",
        """Hoffnung, Licht, Neues Leben, Zukunft, Einheit, Brücke, Heimat, Horizont, Helfende Hände, Stimme, Sonne,
        Würde""",
        "{} e.V., {} gGmbH, Stiftung {}, Diakonie {}",
        (
            "{thing} für {people} in {name}",
            "{thing} für {aim} {name}",
            "{name}er {thing} für {people} und {aim}",
            "{motto} {name}",
            "{name}-{thing}",
            "{motto} für {people} {name}",
            "{motto} für {people} und {aim}",
        ),
        (
            """Alt Berg Brei Dorn Eich Ell Fried Gras Grün Hag Hohen Ilm Kirch Lind Lüne Mühl Neu Ober Rein Sieb
            Stein Stral Tann Uller Weiß Wolf""",
            "ber de el en er in kel ling mers s ten ter",
            "ach au bach berg burg dorf feld hausen heim hofen ingen kirchen lingen münde rode stadt stein tal wald",
        ),
        "Elisabeth, Johannes, Sophie, Albert, Hildegard, Friedrich, Edith, Martin, Käthe, Paul",
    ),
    "tr": Language(
        LATIN,
        "Derneği, Kuruluşu, Vakfı, Merkezi, Ağı, Komitesi, Cemiyeti, Girişimi",
        """Kadın, Mülteci, Çocuk, Gençlik, Göçmen, Aile,
        Yerinden Edilenler, Yetim, Çiftçi, Engelli, İşçi, Kız Çocukları""",
        """Kalkınma, İnsan Hakları, Acil Yardım, Eğitim, Sağlık, Barış, Yardımlaşma, Koruma, Dayanışma, Uyum, Çevre,
        Adalet, Meslek Eğitimi, Kültür, Güçlendirme, Diyalog""",
        "Umut, Işık, Yeni Hayat, Gelecek, Birlik, Köprü, Yuva, Ufuk, Yardım Eli, Ses, Güneş, Onur",
        "{} İktisadi İşletmesi, Uluslararası {}, {} Federasyonu",
        (
            "{name} {people} {thing}",
            "{name} {aim} {thing}",
            "{name} {people} {aim} {thing}",
            "{name} {motto} {thing}",
            "{name} {thing}",
            "{people} için {motto} {name}",
            "{motto} {people} ve {aim} {thing}",
        ),
        (
            "Ak Al Boz Çam De Er Gök Gül Ha İn Ka Kızıl Kö Mer Or Sa Sarı Sı Şan Ta Us Ya Yeni Yeşil Zey",
            "ca da la ma mer na ra rı se sı ta ya",
            "bey burun çay dağ dere evler gaz han hisar kale kent köprü köy lar oba ören pınar su şehir tepe tepesi",
        ),
        "Ayşe, Mehmet, Yunus, Zeynep, Hacı Bektaş, Emine, Mustafa, Hasan, Elif, Mevlana",
    ),
    "sw": Language(
        LATIN,
        "Chama cha, Shirika la, Mfuko wa, Kituo cha, Mtandao wa, Kamati ya, Jumuiya ya, Mpango wa",
        """Wanawake, Wakimbizi, Watoto, Vijana, Wahamiaji, Familia, Waliohamishwa, Yatima, Wakulima, Watu wenye Ulemavu,
        Wafanyakazi, Wasichana""",
        """Maendeleo, Haki za Binadamu, Misaada, Elimu, Afya, Amani, Usaidizi, Ulinzi, Mshikamano, Ushirikiano,
        Mazingira, Haki, Mafunzo, Utamaduni, Uwezeshaji, Mazungumzo""",
        "Tumaini, Nuru, Maisha Mapya, Kesho, Umoja, Daraja, Nyumbani, Upeo, Mikono Pamoja, Sauti, Jua, Utu",
        "{} CBO, {} SACCO, {} Trust",
        (
            "{thing} {people} {name}",
            "{thing} {aim} {name}",
            "{thing} {aim} ya {people} {name}",
            "{motto} {name}",
            "{thing} {name}",
            "{motto} kwa {people} wa {name}",
            "{motto} kwa {people} na {aim}",
        ),
        (
            "Bu Cha Ga I Ka Ki Ki Ku Li Lu Ma Mba Mu Mwa Nai Nga Nya Pa Ru Sha Ta Tu U Wa Za",
            "ba bo do ga go gu ka ki la li ma mba na nda nya ra ri ru ta vu ya",
            """bari dera gani goro gwe ju kuru lindi mani mbo mega
            moyo mura nde ngo nyi ro sha suru tare veta wezi yama""",
        ),
        "Wangari, Juma, Amina, Mwalimu, Neema, Baraka, Furaha, Rehema, Imani, Zawadi",
    ),
    "id": Language(
        LATIN,
        "Perkumpulan, Lembaga, Yayasan, Pusat, Jaringan, Komite, Serikat, Prakarsa",
        """Perempuan, Pengungsi, Anak, Pemuda, Migran, Keluarga, Warga Terusir, Yatim, Petani, Penyandang Disabilitas,
        Buruh, Anak Perempuan""",
        """Pembangunan, Hak Asasi Manusia, Bantuan Darurat, Pendidikan, Kesehatan, Perdamaian, Bantuan, Perlindungan,
        Solidaritas, Integrasi, Lingkungan Hidup, Keadilan, Pelatihan, Kebudayaan, Pemberdayaan, Dialog""",
        """Harapan, Cahaya, Hidup Baru, Masa Depan, Persatuan, Jembatan, Rumah, Cakrawala, Uluran Tangan, Suara,
        Matahari, Martabat""",
        "Yayasan {}, {} Indonesia, LSM {}",
        (
            "{thing} {people} {name}",
            "{thing} {aim} {name}",
            "{thing} {aim} {people} {name}",
            "{motto} {name}",
            "{thing} {name}",
            "{motto} {people} {name}",
            "{motto} {people} dan {aim}",
        ),
        (
            "Ba Ban Be Bu Ci Dar Ga Gu Ja Ka Ke Lam Lu Ma Me Nu Pa Pe Pu Sa Se Si Su Ta Te Wa Wo",
            "ba da ga la li ma na ne nga ra ri ru sa ta tu wa",
            """bang bau dang dari gasari gelang haja karta kasih lang lima mulia ngan nosari pura rejo rinci sari teng
            tung wangi yasa""",
        ),
        "Kartini, Sri, Budi, Dewi, Cut Nyak, Siti, Haji Agus, Ratna, Ibu Fatmawati, Ahmad",
    ),
    "ar": Language(
        "Arab",
        "جمعية, منظمة, مؤسسة, مركز, شبكة, لجنة, رابطة, مبادرة",
        """النساء, اللاجئين, الأطفال, الشباب, المهاجرين, الأسر,
        النازحين, الأيتام, المزارعين, ذوي الإعاقة, العمال, الفتيات""",
        """التنمية, حقوق الإنسان, الإغاثة, التعليم, الصحة, السلام, العون, الحماية, التضامن, الاندماج, البيئة, العدالة,
        التدريب, الثقافة, التمكين, الحوار""",
        "الأمل, النور, الحياة الجديدة, المستقبل, الوحدة, الجسر, البيت, الأفق, أيادي الخير, صوت, الشمس, الكرامة",
        "{} الخيرية, {} الدولية, {} الأهلية",
        (
            "{thing} {people} في {name}",
            "{thing} {aim} في {name}",
            "{thing} {people} من أجل {aim} {name}",
            "{thing} {motto} {name}",
            "{thing} {name}",
            "{motto} من أجل {people} في {name}",
            "{motto} من أجل {people} و{aim}",
        ),
        (
            "أب بر تل جب حم خر دي را زر سل شر صب طر عم غز فر قر كف مر نج هر وا",
            "ا ان ب بي د ر را ع ل لا م ن ي يد",
            "ات اب ان ة د ون ور ية يا يم ين يل ير ول نة مة لة رة",
        ),
        "الحاج أحمد, فاطمة, محمد علي, زينب, عمر, خديجة, يوسف, مريم, حسن, ليلى",
        """دمشق, بيروت, بغداد, عمان, القاهرة, الخرطوم, صنعاء, عدن, حلب, البصرة, الموصل, طرابلس, تونس, الجزائر, الرباط,
        غزة, نابلس, إربد, حمص, صيدا, تعز, بنغازي, أسوان, فاس""",
    ),
    "ru": Language(
        "Cyrl",
        "Ассоциация, Организация, Фонд, Центр, Сеть, Комитет, Общество, Инициатива",
        """женщин, беженцев, детей, молодёжи, мигрантов, семей, переселенцев, сирот, фермеров, инвалидов, трудящихся,
        девочек""",
        """развития, прав человека, милосердия, образования, здоровья, мира, помощи, защиты, солидарности, интеграции,
        экологии, справедливости, обучения, культуры, поддержки, диалога""",
        "Надежда, Свет, Новая жизнь, Будущее, Единство, Мост, Дом, Горизонт, Добрые руки, Голос, Солнце, Достоинство",
        "АНО «{}», НКО «{}», Благотворительный фонд «{}»",
        (
            "{thing} {people} {name}",
            "{thing} {aim} {name}",
            "{thing} {aim} {people} {name}",
            "{motto} {name}",
            "{thing} {name}",
            "{motto} для {people} {name}",
            "{motto}: центр {aim} {people}",
        ),
        (
            "Ал Бар Бел Бор Вол Гор Дол Зар Ива Кам Кра Лес Лу Мар Нов Оре Пер Рос Сам Се Тар Уль Хол Чер Яр",
            "а вер ев ен ер и ни о ов ос та ти",
            "бино вка град ево ино каменск ково кое лица лово мирск ница ново поль ринск ское ты чанск щино",
        ),
        "Мария, Александр, Святой Николай, Ольга, Дмитрий, Сергий, Анна, Иван, Татьяна, Матрона",
        """Москва, Санкт-Петербург, Казань, Бишкек, Алматы, Ташкент, Душанбе, Минск, Омск, Самара, Ростов, Тюмень,
        Грозный, Ош, Худжанд, Караганда, Гомель, Пермь, Уфа, Томск""",
    ),
    "uk": Language(
        "Cyrl",
        "Асоціація, Організація, Фонд, Центр, Мережа, Комітет, Товариство, Ініціатива",
        """жінок, біженців, дітей, молоді, мігрантів, родин, переселенців, сиріт, фермерів, людей з інвалідністю,
        працівників, дівчат""",
        """розвитку, прав людини, милосердя, освіти, здоров’я, миру, допомоги, захисту, солідарності, інтеграції,
        довкілля, справедливості, навчання, культури, підтримки, діалогу""",
        "Надія, Світло, Нове життя, Майбутнє, Єдність, Міст, Дім, Обрій, Добрі руки, Голос, Сонце, Гідність",
        "ГО «{}», БФ «{}», Громадська спілка «{}»",
        (
            "{thing} {people} {name}",
            "{thing} {aim} {name}",
            "{thing} {aim} {people} {name}",
            "{motto} {name}",
            "{thing} {name}",
            "{motto} для {people} {name}",
            "{motto}: центр {aim} {people}",
        ),
        (
            "Бе Бі Бо Бро Ва Ве Го Гай Дуб До Жов Зо За Ів Ка Ко Кре Лу Ма Ми Но О Пе Пи По Ра Сте Те Хме Че Яр",
            "ва го до ки ли ло ме ни ри ро ря ти чи",
            "вець вка гора дин дівка ївка жани нівка нин нці піль річ рівка сад ська тин хів цьк чук шин",
        ),
        "Леся, Тарас, Свята Марія, Оксана, Андрій, Іван, Катерина, Богдан, Олена, Григорій",
        """Київ, Львів, Харків, Одеса, Дніпро, Запоріжжя, Миколаїв, Херсон, Вінниця, Полтава, Чернівці, Ужгород,
        Суми, Житомир, Рівне, Луцьк, Черкаси, Тернопіль, Маріуполь, Краматорськ""",
    ),
    "bn": Language(
        "Beng",
        "সমিতি, সংস্থা, ফাউন্ডেশন, কেন্দ্র, নেটওয়ার্ক, কমিটি, সংঘ, উদ্যোগ",
        "মহিলা, শরণার্থী, শিশু, যুব, অভিবাসী, পরিবার, বাস্তুচ্যুত, এতিম, কৃষক, প্রতিবন্ধী, শ্রমিক, কিশোরী",
        """উন্নয়ন, মানবাধিকার, ত্রাণ, শিক্ষা, স্বাস্থ্য, শান্তি, সহায়তা, সুরক্ষা, সংহতি, পুনর্বাসন, পরিবেশ, ন্যায়বিচার,
        প্রশিক্ষণ, সংস্কৃতি, ক্ষমতায়ন, সংলাপ""",
        "আশা, আলো, নতুন জীবন, ভবিষ্যৎ, ঐক্য, সেতু, ঘর, দিগন্ত, সাহায্যের হাত, কণ্ঠ, সূর্য, মর্যাদা",
        "{} বাংলাদেশ, {} ট্রাস্ট, {} পরিষদ",
        (
            "{name} {people} {thing}",
            "{name} {aim} {thing}",
            "{name} {people} {aim} {thing}",
            "{motto} {name}",
            "{name} {thing}",
            "{people} {motto} {name}",
            "{motto} {people} {aim} {thing}",
        ),
        (
            "আল কম কা কু খা গা গো চর চা জা ঝি তা দি ধা না পা ফু বা বি ভো মা মে রা লা শা সা সি হা",
            "ক গ চা জি ট ড়া দা না নি পা বা মা র রা লা লি শা",
            "কান্দি কুড়া খালি গঞ্জ গাছা গ্রাম ঘাট ডাঙ্গা তলা দহ দিয়া নগর পাড়া পুর বাড়ি বাজার মারি হাট",
        ),
        "রহিমা, আবদুল, ফাতেমা, বেগম রোকেয়া, করিম, নজরুল, সুফিয়া, হাজী শরীয়ত, আয়েশা, রবীন্দ্র",
        "ঢাকা, চট্টগ্রাম, খুলনা, রাজশাহী, সিলেট, বরিশাল, রংপুর, কক্সবাজার, যশোর, বগুড়া, কুমিল্লা, টেকনাফ",
    ),
    "hi": Language(
        "Deva",
        "समिति, संस्था, फाउंडेशन, केंद्र, नेटवर्क, मंडल, संघ, पहल",
        "महिला, शरणार्थी, बाल, युवा, प्रवासी, परिवार, विस्थापित, अनाथ, किसान, विकलांग, श्रमिक, बालिका",
        """विकास, मानव अधिकार, राहत, शिक्षा, स्वास्थ्य, शांति, सहायता, संरक्षण, एकता, पुनर्वास, पर्यावरण, न्याय,
        प्रशिक्षण, संस्कृति, सशक्तिकरण, संवाद""",
        "आशा, ज्योति, नवजीवन, भविष्य, एकता, सेतु, घर, क्षितिज, सहारा, आवाज़, सूर्य, गरिमा",
        "{} न्यास, अखिल भारतीय {}, {} परिषद",
        (
            "{name} {people} {thing}",
            "{name} {aim} {thing}",
            "{name} {people} {aim} {thing}",
            "{motto} {name}",
            "{name} {thing}",
            "{people} {motto} {name}",
            "{motto} {people} {aim} {thing}",
        ),
        (
            """अम आन उद कन कल काल गं गोर चं जय जल तार दे धर नर नव पर
            फतेह बल बार भद मध मान मोर रत राज राम लख शिव सूर हर""",
            "क का गा ता द ध ना पा बा मा र रा ला व वा सा",
            "ओली गंज गढ़ गाँव घाट ढाणी नगर पट्टी पुर पुरा बाग बाद मऊ वाड़ा वाल सर हेड़ा",
        ),
        "सीता, गांधी, मदर टेरेसा, सावित्री, कबीर, लक्ष्मी, राम मनोहर, सरस्वती, विवेकानंद, गीता",
        "दिल्ली, मुंबई, कोलकाता, पटना, लखनऊ, जयपुर, भोपाल, रांची, वाराणसी, नागपुर, इंदौर, काठमांडू",
    ),
    "am": Language(
        "Ethi",
        "ማህበር, ድርጅት, ፋውንዴሽን, ማዕከል, ኔትወርክ, ኮሚቴ, ማኅበረሰብ, ተነሳሽነት",
        "ሴቶች, ስደተኞች, ሕፃናት, ወጣቶች, ፍልሰተኞች, ቤተሰቦች, ተፈናቃዮች, ወላጅ አልባ, ገበሬዎች, አካል ጉዳተኞች, ሠራተኞች, ልጃገረዶች",
        "ልማት, ሰብዓዊ መብት, እርዳታ, ትምህርት, ጤና, ሰላም, ድጋፍ, ጥበቃ, አንድነት, ውህደት, አካባቢ, ፍትሕ, ሥልጠና, ባህል, አቅም ግንባታ, ውይይት",
        "ተስፋ, ብርሃን, አዲስ ሕይወት, ነገ, ኅብረት, ድልድይ, ቤት, አድማስ, የእርዳታ እጅ, ድምፅ, ፀሐይ, ክብር",
        "{} ኢትዮጵያ, {} ኤጀንሲ",
        (
            "የ{name} {people} {thing}",
            "የ{name} {aim} {thing}",
            "የ{name} {people} {aim} {thing}",
            "{motto} {name}",
            "{name} {thing}",
            "{motto} ለ{people} {name}",
            "{motto} ለ{people} {aim} {thing}",
        ),
        (
            "ሀ ለ መ ሠ ረ ሰ ሸ ቀ በ ተ ነ አ ከ ወ ዘ ደ ገ ጎ ፈ ጋ ባ ሻ",
            "ላ ም ራ ር ስ ቆ ባ ታ ና ን ካ ዋ ዳ ድ ጋ",
            "ለ ማ ሪ ር ሳ ሸ ባ ቤ ቶ ና ንቴ ኮ ዋ ያ ደር ጂ ጋ ሎ",
        ),
        "አበበ, አልማዝ, ኃይለ, ጽጌ, ተስፋዬ, ማርያም, ገብረ, ሰናይት, ዮሐንስ, ቅዱስ ጊዮርጊስ",
        "አዲስ አበባ, መቐለ, ጎንደር, ባሕር ዳር, ሐዋሳ, ጅማ, ድሬዳዋ, ሐረር, ደሴ, አክሱም",
    ),
    "zh": Language(
        "Hani",
        "协会, 组织, 基金会, 中心, 网络, 委员会, 学会, 行动",
        "妇女, 难民, 儿童, 青年, 移民, 家庭, 流离失所者, 孤儿, 农民, 残疾人, 劳工, 女童",
        "发展, 人权, 救济, 教育, 健康, 和平, 援助, 保护, 互助, 融合, 环境, 公义, 培训, 文化, 赋能, 对话",
        "希望, 光明, 新生, 未来, 同心, 桥梁, 家园, 地平线, 援手, 心声, 阳光, 尊严",
        "{}（国际）, 社团法人{}, 财团法人{}",
        (
            "{name}{people}{thing}",
            "{name}{aim}{thing}",
            "{name}{people}{aim}{thing}",
            "{name}{motto}{thing}",
            "{name}{thing}",
            "{name}{people}{motto}中心",
            "{motto}{people}{aim}{thing}",
        ),
        (
            """安 白 长 大 东 丰 福 高 海 和 华 怀 惠 嘉 江 金 景 兰 龙 明 南
            宁 青 清 仁 瑞 山 双 松 泰 天 万 文 西 新 兴 永 玉 云 中""",
            "安 川 德 凤 河 湖 阶 康 林 隆 平 泉 水 溪 阳 义 源 州",
            "坝 城 村 店 港 沟 谷 井 岭 楼 门 浦 桥 寺 滩 塘 屯 湾 县 乡 镇 庄",
        ),
        "李嘉, 王玉兰, 慈济, 陈明, 张海, 林秀英, 赵文, 宋庆, 黄丽, 周恩",
        "北京, 上海, 云南, 香港, 台北, 四川, 广州, 成都, 昆明, 新疆, 贵州, 甘肃",
    ),
    "ja": Language(
        "Jpan",
        "協会, 機構, 財団, センター, ネットワーク, 委員会, 会, プロジェクト",
        "女性, 難民, 子ども, 青年, 移民, 家族, 避難民, 孤児, 農民, 障がい者, 労働者, 少女",
        "開発, 人権, 救援, 教育, 保健, 平和, 支援, 保護, 連帯, 共生, 環境, 正義, 研修, 文化, 自立, 対話",
        "希望, ひかり, 新しいいのち, みらい, きずな, かけはし, わが家, 地平線, たすけあい, こえ, たいよう, 尊厳",
        "特定非営利活動法人{}, 公益財団法人{}, 一般社団法人{}",
        (
            "{name}{people}{thing}",
            "{name}{aim}{thing}",
            "{name}{people}{aim}{thing}",
            "{motto}の{thing}{name}",
            "{name}{thing}",
            "{people}の{motto}{name}",
            "{people}と{aim}の{motto}",
        ),
        (
            """青 赤 秋 朝 石 泉 稲 今 岩 上 梅 大 小 川 北 木 熊 黒 坂 桜 佐 塩
            白 杉 高 竹 田 津 富 中 長 西 野 東 福 藤 松 三 宮 山 吉""",
            "ヶ 久 之 井 岡 崎 城 瀬 沢 鶴 原 見 倉",
            "浦 江 丘 口 里 島 谷 塚 橋 浜 原 平 町 村 森 屋 山",
        ),
        "花子, 太郎, 聖マリア, 賢治, さくら, 健, 美智, 次郎, 恵, 弘",
        "東京, 大阪, 京都, 名古屋, 横浜, 札幌, 福岡, 神戸, 仙台, 広島, 沖縄, 新潟",
    ),
}

# Where NGOs sit: from the country with most to that with fewest, its languages and some of its towns.
COUNTRIES: dict[str, tuple[str, str]] = {
    "US": ("en en en es", "New York, Washington, Chicago, Houston, Los Angeles, Miami, Boston, Minneapolis, Seattle"),
    "BD": ("bn bn en en en", "Dhaka, Chittagong, Khulna, Rajshahi, Sylhet, Barisal, Rangpur, Cox’s Bazar, Teknaf"),
    "GB": ("en", "London, Manchester, Birmingham, Glasgow, Leeds, Oxford, Bristol, Cardiff, Belfast, Sheffield"),
    "KE": ("en en sw", "Nairobi, Mombasa, Kisumu, Nakuru, Garissa, Kakuma, Dadaab, Eldoret, Lodwar, Malindi"),
    "UA": ("uk uk uk en", "Kyiv, Lviv, Kharkiv, Odesa, Dnipro, Mykolaiv, Zaporizhzhia, Uzhhorod, Poltava"),
    "CO": ("es", "Bogotá, Medellín, Cali, Cúcuta, Barranquilla, Bucaramanga, Arauca, Pasto, Riohacha, Soacha"),
    "IN": ("hi hi en en", "New Delhi, Mumbai, Kolkata, Chennai, Patna, Jaipur, Bhopal, Ranchi, Hyderabad"),
    "UG": ("en en sw", "Kampala, Gulu, Arua, Mbarara, Lira, Jinja, Hoima, Moroto, Kitgum"),
    "DE": ("de", "Berlin, Hamburg, München, Köln, Frankfurt, Nürnberg, Stuttgart, Leipzig, Bremen, Bonn"),
    "FR": ("fr", "Paris, Lyon, Marseille, Lille, Toulouse, Strasbourg, Nantes, Calais, Bordeaux"),
    "CD": ("fr fr fr sw", "Kinshasa, Goma, Bukavu, Bunia, Lubumbashi, Kisangani, Kalemie, Uvira, Beni"),
    "ET": ("am en en", "Addis Ababa, Mekelle, Gondar, Hawassa, Jijiga, Dire Dawa, Gambella, Semera, Metema"),
    "TR": ("tr tr tr en ar", "Ankara, İstanbul, Gaziantep, İzmir, Hatay, Şanlıurfa, Kilis, Van, Mardin, Adana"),
    "SY": ("ar ar ar en", "Damascus, Aleppo, Homs, Idlib, Raqqa, Hasakah, Deir ez-Zor, Daraa"),
    "NG": ("en", "Abuja, Lagos, Maiduguri, Benin City, Kano, Yola, Damaturu, Port Harcourt, Sokoto"),
    "PH": ("en", "Manila, Cebu, Davao, Cotabato, Zamboanga, Tacloban, Iloilo, Marawi"),
    "MX": ("es", "Ciudad de México, Tapachula, Tijuana, Ciudad Juárez, Monterrey, Guadalajara, Oaxaca, Tenosique"),
    "ES": ("es", "Madrid, Barcelona, Valencia, Sevilla, Málaga, Bilbao, Zaragoza, Melilla"),
    "LB": ("ar ar en fr", "Beirut, Tripoli, Zahle, Sidon, Tyre, Baalbek"),
    "IQ": ("ar ar en", "Baghdad, Erbil, Mosul, Basra, Kirkuk, Duhok, Sulaymaniyah, Ramadi"),
    "AF": ("en", "Kabul, Herat, Kandahar, Mazar-e-Sharif, Jalalabad, Kunduz, Bamyan, Islam Qala"),
    "PK": ("en", "Islamabad, Karachi, Lahore, Peshawar, Quetta, Multan, Gilgit, Sukkur"),
    "BR": ("pt", "Brasília, São Paulo, Boa Vista, Manaus, Rio de Janeiro, Recife, Porto Alegre, Pacaraima"),
    "SD": ("ar ar en", "Khartoum, Port Sudan, Nyala, El Fasher, Kassala, Gedaref, Geneina"),
    "SS": ("en", "Juba, Malakal, Bentiu, Wau, Yambio, Torit, Renk"),
    "SO": ("en en ar", "Mogadishu, Hargeisa, Garowe, Kismayo, Baidoa, Bosaso, Dollow"),
    "YE": ("ar ar en", "Sana’a, Aden, Taiz, Marib, Hudaydah, Mukalla"),
    "NP": ("en en hi", "Kathmandu, Pokhara, Biratnagar, Nepalgunj, Janakpur, Dhangadhi"),
    "MM": ("en", "Yangon, Mandalay, Sittwe, Myitkyina, Hpa-An, Mawlamyine"),
    "ID": ("id id id en", "Jakarta, Medan, Surabaya, Banda Aceh, Kupang, Makassar, Yogyakarta, Batam"),
    "RU": ("ru", "Moscow, Saint Petersburg, Kazan, Rostov, Samara, Grozny, Omsk"),
    "CH": ("de fr fr en", "Genève, Bern, Zürich, Basel, Lausanne, Fribourg"),
    "CA": ("en en fr", "Ottawa, Toronto, Montréal, Vancouver, Winnipeg, Calgary"),
    "BE": ("fr fr en de", "Bruxelles, Antwerpen, Liège, Gent, Namur"),
    "NL": ("en", "The Hague, Amsterdam, Rotterdam, Utrecht, Groningen"),
    "JO": ("ar ar en", "Amman, Irbid, Mafraq, Zarqa, Azraq, Karak"),
    "EC": ("es", "Quito, Guayaquil, Tulcán, Cuenca, Huaquillas, Esmeraldas"),
    "PE": ("es", "Lima, Cusco, Tumbes, Arequipa, Tacna, Puno"),
    "HN": ("es", "Tegucigalpa, San Pedro Sula, Choluteca, La Ceiba"),
    "GT": ("es", "Ciudad de Guatemala, Quetzaltenango, Huehuetenango, Tecún Umán"),
    "SN": ("fr", "Dakar, Saint-Louis, Tambacounda, Ziguinchor, Kolda, Thiès"),
    "ML": ("fr", "Bamako, Gao, Mopti, Kayes, Tombouctou, Ségou"),
    "NE": ("fr", "Niamey, Agadez, Diffa, Tahoua, Zinder, Arlit"),
    "BF": ("fr", "Ouagadougou, Bobo-Dioulasso, Dori, Kaya, Fada N’Gourma"),
    "CM": ("fr fr en", "Yaoundé, Douala, Maroua, Bertoua, Garoua"),
    "TZ": ("sw sw en", "Dar es Salaam, Dodoma, Kigoma, Kasulu, Mwanza, Arusha"),
    "MZ": ("pt", "Maputo, Beira, Pemba, Nampula, Quelimane"),
    "AO": ("pt", "Luanda, Huambo, Benguela, Dundo, Lubango"),
    "AU": ("en", "Canberra, Sydney, Melbourne, Darwin, Perth"),
    "AT": ("de", "Wien, Graz, Linz, Salzburg, Innsbruck"),
    "IT": ("en en fr", "Roma, Milano, Palermo, Catania, Torino, Lampedusa"),
    "SE": ("en", "Stockholm, Göteborg, Malmö, Uppsala"),
    "NO": ("en", "Oslo, Bergen, Trondheim, Tromsø"),
    "DK": ("en", "København, Aarhus, Odense"),
    "FI": ("en", "Helsinki, Tampere, Turku, Oulu"),
    "EG": ("ar ar en", "Cairo, Alexandria, Aswan, Giza, Damietta"),
    "LY": ("ar", "Tripoli (Libya), Benghazi, Sabha, Misrata, Zuwara"),
    "TN": ("ar fr", "Tunis, Sfax, Zarzis, Médenine, Gabès"),
    "MA": ("fr ar", "Rabat, Tanger, Oujda, Casablanca, Fès, Agadir"),
    "JP": ("ja ja en", "Tokyo, Osaka, Kyoto, Nagoya, Yokohama, Fukuoka"),
    "CN": ("zh", "Beijing, Shanghai, Kunming, Guangzhou, Chengdu, Hong Kong"),
    "TH": ("en", "Bangkok, Mae Sot, Chiang Mai, Ranong, Mae Hong Son"),
    "LK": ("en", "Colombo, Jaffna, Kandy, Batticaloa, Mannar"),
    "KZ": ("ru", "Astana, Almaty, Shymkent, Aktau, Karaganda"),
    "KG": ("ru", "Bishkek, Osh, Jalal-Abad, Batken"),
    "TJ": ("ru", "Dushanbe, Khujand, Bokhtar, Khorog"),
    "MD": ("ru uk", "Chișinău, Bălți, Cahul, Palanca"),
    "GE": ("en ru", "Tbilisi, Batumi, Kutaisi, Zugdidi"),
    "BA": ("en", "Sarajevo (town), Banja Luka, Mostar, Tuzla, Bihać"),
    "HT": ("fr", "Port-au-Prince, Cap-Haïtien, Gonaïves, Ouanaminthe"),
    "ZW": ("en", "Harare, Bulawayo, Beitbridge, Mutare"),
    "ZA": ("en", "Pretoria, Johannesburg, Cape Town, Durban, Musina"),
    "GH": ("en", "Accra, Kumasi, Tamale, Sunyani"),
    "RW": ("en fr sw", "Kigali, Huye, Rubavu, Kirehe"),
    "BI": ("fr sw", "Bujumbura, Gitega, Makamba, Ruyigi"),
    "TD": ("fr ar", "N’Djamena, Abéché, Bol, Moundou, Faya"),
    "PT": ("pt", "Lisboa, Porto, Faro, Coimbra"),
    "GR": ("en", "Athina, Thessaloniki, Mytilini, Ioannina, Samos"),
    "PL": ("en uk", "Warszawa, Kraków, Rzeszów, Lublin, Przemyśl"),
    "VE": ("es", "Caracas, San Cristóbal, Maracaibo, Santa Elena"),
}
TOWNS = {country: tuple(towns.split(", ")) for country, (_languages, towns) in COUNTRIES.items()}
TONGUES = {country: tuple(tongues.split()) for country, (tongues, _towns) in COUNTRIES.items()}


def by_rank(count: int, flat: float = 1.0) -> list[float]:
    """Return cumulative weights that fall with the rank; the flatter, the later they fall."""
    return list(accumulate(1 / (rank + flat) for rank in range(count)))


class _Words(NamedTuple):
    """A language's lists, cut into words once."""

    things: list[str]
    people: list[str]
    aims: list[str]
    mottos: list[str]
    forms: list[str]
    syllables: list[list[str]]
    givens: list[str]
    places: list[str]


def _listed(text: str) -> list[str]:
    return re.split(r",\s+", text)


WORDS = {
    code: _Words(
        *map(_listed, (said.things, said.people, said.aims, said.mottos, said.forms)),
        [part.split() for part in said.syllables],
        _listed(said.givens),
        _listed(said.places),
    )
    for code, said in LANGUAGES.items()
}
PATTERN_WEIGHTS = list(accumulate((18, 18, 24, 10, 14, 12, 4)))
THINGS, PEOPLE, AIMS, MOTTOS = by_rank(8, 1.5), by_rank(12, 1.5), by_rank(16, 1.5), by_rank(12, 2)


def said(idea: Idea, language: str) -> str:
    """Put an idea into a language's words."""
    words = WORDS[language]
    text = (
        LANGUAGES[language]
        .patterns[idea.pattern]
        .format(
            thing=words.things[idea.thing],
            people=words.people[idea.people],
            aim=words.aims[idea.aim],
            motto=words.mottos[idea.motto],
            name=idea.name,
        )
    )
    return words.forms[idea.form % len(words.forms)].format(text) if idea.form >= 0 else text


def romanized(text: str) -> str:
    """Return a text in Latin letters without accents, its words with capitals."""
    return " ".join(word[:1].upper() + word[1:] for word in anyascii(text).split())


def acronym(text: str) -> str:
    """Return the initials of a name in Latin letters, without its small words."""
    words = re.findall(r"[A-Za-z]+", anyascii(text))
    return "".join(word[0] for word in words if word.lower() not in SMALL_WORDS).upper()[:12]


class Namer:
    """Draws ideas for names, each from the words drawn before and some new ones."""

    def __init__(self, random: Random) -> None:
        self.random = random
        # Some to begin with, lest the first word become the commonest of all.
        self.drawn = {language: [self._new_word(language) for _ in range(50)] for language in LANGUAGES}

    def rank(self, weights: Sequence[float]) -> int:
        """Return a rank, drawn by its weight."""
        return self.random.choices(range(len(weights)), cum_weights=weights)[0]

    def word(self, language: str) -> str:
        """Return a family's or village's name: half are new, the others were drawn before."""
        drawn = self.drawn[language]
        drawn.append(self.random.choice(drawn) if self.random.random() < 0.5 else self._new_word(language))
        return drawn[-1]

    def _new_word(self, language: str) -> str:
        first, middle, last = WORDS[language].syllables
        inner = self.random.choices(middle, k=self.random.choice((0, 1, 1, 1, 2)))
        return "".join([self.random.choice(first), *inner, self.random.choice(last)])

    def proper_name(self, language: str, country: str) -> str:
        """Return the name of a town, a village, a family or a person."""
        dice = self.random.random()
        if dice < 0.25:
            towns = TOWNS[country] if LANGUAGES[language].script == LATIN else WORDS[language].places
            town = self.random.choice(towns)
            return town if dice < 0.06 else self._joined(language, town, self.word(language))
        if dice < 0.45:
            return self._joined(language, self.random.choice(WORDS[language].givens), self.word(language))
        if dice < 0.55:
            return self._joined(language, self.word(language), self.word(language))
        return self.word(language)

    def idea(self, language: str, country: str) -> Idea:
        """Draw an idea."""
        return Idea(
            self.rank(PATTERN_WEIGHTS),
            self.rank(THINGS),
            self.rank(PEOPLE),
            self.rank(AIMS),
            self.rank(MOTTOS),
            self.random.randrange(4) if self.random.random() < 0.25 else -1,
            self.proper_name(language, country),
        )

    @staticmethod
    def _joined(language: str, first: str, second: str) -> str:
        return first + ("" if language in {"zh", "ja"} else " ") + second


TITLES = {
    "en": (
        "{aim} of {people} in {place}",
        "Assistance to {people} in {place}",
        "{aim} and {second} for {people} returning to {place}",
        "{place}: {aim} Programme, Phase {number}",
        "Capacity-Building for the {aim} of {people}, {place}",
    ),
    "fr": (
        "Appui aux {people} à {place}",
        "Programme pour {aim} des {people}, {place}",
        "{place} : projet pour {aim} et {second}, phase {number}",
    ),
    "es": (
        "Apoyo a {people} en {place}",
        "Programa para {aim} de {people}, {place}",
        "{place}: proyecto para {aim} y {second}, fase {number}",
    ),
}
SUMMARIES = (
    "{service} for {people} in {place}.",
    "The NGO gives {service}; IOM refers {people} to it.",
    "{service} and follow-up visits to {people}, with a monthly meeting of both sides.",
    "Joint work in {place}: {service}, and a helpline for {people}.",
    "IOM trains the NGO’s staff in {service}, so that {people} find help in {place} after the programme’s end.",
    "Community meetings, leaflets and radio spots for {people}; {service} where somebody asks for it.",
)

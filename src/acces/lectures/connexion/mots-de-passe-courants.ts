/**
 * Words of leaked passwords, French and English: a password that is nothing more, once digits, signs and accents are removed, is found in the first
 * thousands of guesses. Written by hand, as words: with the rules that combine them, each stands for the hundreds of passwords people derive from it.
 */
const PREMIERS = [
  "motdepasse",
  "password",
  "passe",
  "passwd",
  "pass",
  "secret",
  "confidentiel",
  "connexion",
  "login",
  "session",
  "admin",
  "administrateur",
  "administrator",
  "root",
  "user",
  "utilisateur",
  "compte",
  "test",
  "demo",
  "default",
  "bonjour",
  "bonsoir",
  "salut",
  "coucou",
  "bienvenue",
  "welcome",
  "hello",
  "merci",
  "letmein",
  "changeme",
  "azerty",
  "azertyuiop",
  "qsdfghjklm",
  "wxcvbn",
  "qwerty",
  "qwertyuiop",
  "asdfghjkl",
  "asdf",
  "zxcvbnm",
  "qwertz",
  "azer",
  "azertyui",
  "qazwsx",
  "qwer",
  "azeqsd",
  "abcd",
  "abcdef",
  "abcdefgh",
  "abcdefghijkl",
  "aqwzsx",
  "soleil",
  "sunshine",
  "chouchou",
  "doudou",
  "loulou",
  "cheri",
  "cherie",
  "amour",
  "jetaime",
  "iloveyou",
  "monamour",
  "mamour",
  "coeur",
  "princesse",
  "princess",
  "marseille",
  "paris",
  "lyon",
  "toulouse",
  "france",
  "football",
  "soccer",
  "baseball",
  "basketball",
  "psg",
  "ommarseille",
  "om",
  "rugby",
  "champion",
  "zidane",
  "dragon",
  "monkey",
  "shadow",
  "master",
  "superman",
  "batman",
  "starwars",
  "pokemon",
  "naruto",
  "nicolas",
  "julien",
  "camille",
  "thomas",
  "maxime",
  "alexandre",
  "caroline",
  "isabelle",
  "catherine",
  "sandrine",
  "michael",
  "jennifer",
  "jessica",
  "charlie",
  "jordan",
  "ashley",
  "daniel",
  "andrew",
  "joshua",
  "robert",
  "janvier",
  "fevrier",
  "mars",
  "avril",
  "mai",
  "juin",
  "juillet",
  "aout",
  "septembre",
  "octobre",
  "novembre",
  "decembre",
  "lundi",
  "mardi",
  "mercredi",
  "jeudi",
  "vendredi",
  "samedi",
  "dimanche",
  "printemps",
  "automne",
  "hiver",
  "summer",
  "winter",
  "spring",
  "autumn",
  "vacances",
  "ordinateur",
  "computer",
  "internet",
  "windows",
  "google",
  "facebook",
  "trustno",
  "whatever",
  "freedom",
  "tigger",
  "cookie",
  "chocolat",
  "liberte",
  // The famous example of a good password.
  "correcthorsebatterystaple",
  "egalite",
  "fraternite",
  "republique",
  "mairie",
  "commune",
  "logement",
  "logements",
  "social",
  "habitat",
  "hlm",
  "bailleur",
  "attribution",
  "attributions",
  "prefecture",
  "agglo",
  "agglomeration",
  "collectivite",
  "blaise",
  "tous",
  "toto",
  "titi",
  "tata",
  "papa",
  "maman",
  "famille",
  "enfants",
  "maison",
  "jardin",
  "voiture",
  "le",
  "la",
];

const PRENOMS = `
adrien agathe alain albert alexis alice aline amandine amelie andre andrea angelique anne annie anthony antoine arnaud
arthur aude audrey aurelie aurelien axel baptiste bastien beatrice benjamin benoit bernard bertrand brigitte bruno
carole cecile celine chantal charles charlotte chloe christelle christian christine christophe claire claude claudine
clement clara colette corentin corinne damien danielle david delphine denis didier dominique dorian edouard elise
elodie emilie emma emmanuel enzo eric estelle etienne eva fabien fabrice fanny fatima florence florent florian francis
francois francoise frederic gabriel gaelle gautier genevieve georges gerard gilles guillaume guy helene henri herve
hugo ines jacqueline jacques jade jean jeanne jerome joel jonathan josephine julie juliette justine karim karine kevin
laetitia laura laure laurence laurent lea leo lilian lisa louis louise lucas lucie ludovic manon marc marcel margaux
marguerite maria marie marina marine marion martin martine mathieu mathilde mathis maurice melanie michel michele
mickael mireille mohamed monique morgane myriam nadege nadia nadine natacha nathalie nathan noemie odile olivier
oceane ophelie pascal patrice patricia patrick paul pauline philippe pierre quentin rachel raphael raymond remi renaud
richard robin romain roland sabrina samuel sarah sebastien serge severine simon solene sophie stephane stephanie
sylvain sylvie tatiana theo thibault thierry valentin valerie vanessa veronique victor vincent virginie xavier yann
yannick yves zoe adam amanda anna barbara brandon brian britney christopher cynthia donald edward elizabeth emily
eugene george hannah harley heather helen jack jackson james jason jasmine jeremy john johnny joseph justin karen
katherine kimberly lauren linda madison margaret marcus mary matthew melissa mercedes michelle miguel monica morgan
nancy natasha nicole oliver olivia pamela peter rebecca ronald ronaldo ryan samantha sandra scott sharon sophia
stephen steven susan taylor tiffany timothy tyler veronica victoria walter whitney william vladimir anastasia
`;

const LIEUX = `
angers annecy avignon besancon bordeaux brest bretagne caen cannes chaumont clermont colmar corse dijon dunkerque
grenoble guadeloupe havre langres lille limoges lorraine martinique metz montpellier montreuil mulhouse nantes nice
nimes normandie orleans perpignan poitiers reims rennes reunion rouen saint strasbourg toulon tours troyes vendee
vitry wassy joinville marne algerie maroc tunisie portugal espagne italie italia angleterre allemagne belgique suisse
europe afrique amerique america england germany london berlin madrid barcelona milan rome moscow newyork california
florida texas boston chicago philadelphia sanfrancisco losangeles hollywood australia canada brazil mexico russia
japan china india
`;

/** Things, feelings, games, terms of affection. */
const MOTS = `
abricot ami amie amis ananas ange animal anniversaire argent arsenal artiste asterix avion banane basket bateau beaute
bebe belle biche bijou bisou bisous blanc bleu bonheur bonjourtous bonne boulot boule bureau cadeau calin camion
camping canard caramel carotte cascade chance chanson chat chaton chats cheval chevaux chien chiens chiot choupette
choupinou ciel cinema citron clavier cocotte coccinelle coquelicot coquin coquine couleur courage crevette danse
danseuse dauphin diamant dimitri dieu docteur dofus douceur ecole elephant enfant envie espoir espace etoile etoiles
facteur fatigue femme fenetre ferrari fete feu fille fleur fleurs foot foret fraise framboise frere galaxie garage
garcon gateau girafe glace gourmand guerre guitare handball homme hopital horizon hotel ile infirmiere informatique
jaune jesus jetadore jeu jeux joie jouer jour jupiter kangourou ketchup kiwi koala lapin lapinou lavande legende
licorne lion livre loup lumiere lune madame magie magique maitre maitresse malheur mami mamie manga mariage maternite
melon mer merveille message metal micro miel mignon mimosa minette minou moi moto mouette moulin musique nature neige
noel nounou nounours nouveau nuage nuit ocean oiseau olympique orage orange ordi ourson oups panda papillon papi papy
paradis parapluie parfum passion patate patrimoine peche perle perso petit petite pharmacie photo piano pirate piscine
planete plage poisson police pompier pomme poney porte poulette poussin prince printempsete professeur puce rainbow
raison reine renard requin rivoire robot rose roses rouge route royaume sable salon samba sante sauvage scooter
service silence sirene skate ski soeur sommeil source souris soulier stage station stylo sucre surf tableau tarte
tempete tendresse tennis terre tigre tigrou titeuf tomate tonton tortue toutou tracteur travail tresor tulipe univers
vanille velo vent verite vert victoire vie village ville violet violon violette voisin volcan voyage voyageur voyages
wifi yaourt zebre bisounours jetaimefort jetaimetrop jtaime jtm cheridamour monbebe monange moncoeur mavie mafamille
mesenfants monchat monchien toujours pourtoujours jamais allezlom allezparis vivelafrance vivelavie lavieestbelle
cestlavie joyeuxnoel bonneannee access account action airplane alien alpha amazing angel angels apple army baby
babygirl banana band beach bear beautiful beauty beer best bigdog bird birthday bitch black blessed blink blood blue
bond book boss boys brother brown bubble buddy bull business butter butterfly candy captain cash castle change cheese
cheesecake cherry chicken chris christ christmas church city civilization class college combat company construct cool
counter country cowboy crazy creative cross daddy dance dark darling data daughter dead death design destiny devil
diamond digital doctor dogs dolphin domain dollar double dream dreams eagle earth emperor engine entertainment
eternity ever every evil family fantasy father fender final fire firebird fish flower flowers fluffy flying forever
forgot free friend friends friendship fuck fucker fucking funny future galaxy game gamer games gangster garden ghost
girl girls goat goddess gods golden good goodbye grandma great green guest guitar gunner hammer happy hard harry
harrypotter heart heaven hellokitty help hero hockey holiday honey hope horse house hunter hurricane install
intelligence international island jesuschrist justice kill killer king kingdom kings kitten kitty knight lady leader
legend liberty life light little liverpool lizard lonely lord lost love lover loveme loves lovely lucky machine
madness magic mail make manager manchester united marines marvel matrix maverick metallica midnight military million
minecraft miracle mister mobile money monster moon mother motherfucker motorola mountain movie muffin music mustang
mystery natural need speed network never nights nightmare ninja nirvana nobody nokia nothing number office online open
original party peace peanut penguin people perfect phoenix phone pink playboy player playstation please power
president pretty private professional project pumpkin purple queen rabbit racing rangers raven real rebel redsox
remember resident revolution riders river rock rocker romance romeo runner sailor samsung satan satisfaction scooby
scorpion security server seven sexy silver simple single sister skater skywalker smile snoopy snow society soldier
someone something song sony ericsson special spider spiderman spirit sport star stars start steel stranger strong
student studio stupid sugar summertime super supernatural superstar support survivor sweet sweetheart system tango
teacher team techno temple thank thanks thunder tiger time titanic together tomorrow tornado toyota transformers
travel trouble true trust truth twilight unbelievable universe vampire venus viking violin virus vision volleyball
warcraft warrior water wayne weather website web weed white wicked wild wildcat winner wizard wolf woman wonder
wonderful word work world yankees yellow yesterday young zombie
`;

const METIER = `
plateforme exploitant territoire epci communaute intercommunalite departement region services guichet demandeur
demande demandes conseil conseiller direction directeur directrice agent agents accueil residence immeuble appartement
locataire locatif loyer loyers bailleurs reservataire reservataires convention conventionnement hlmlogement opac oph
habitatsocial actionlogement demandedelogement logementsocial logementsociaux peuplement mixite quartier urbanisme
`;

/** Linking words: worth nothing. */
const LIAISONS = `
the and you are for not with this that from have what who why mine your our his her avec chez dans des est les mes mon
nos notre nous pas plus pour que qui ses son sur tes ton toi tres une vous vos votre elle aux ilove ilovemy loveyou
mylove inlove
`;

const split = (liste: string) => liste.split(/\s+/).filter(Boolean);

/** Words tried first, alone or together. */
export const MOTS_PREMIERS: readonly string[] = [...PREMIERS, ...split(LIAISONS)];

/** Words tried one by one and two by two: three unrelated ones count as a choice. */
export const MOTS_COURANTS: readonly string[] = [PRENOMS, LIEUX, MOTS, METIER].flatMap(split);

/**
 * What the lists of leaked passwords are made of, French and English: a password that is nothing more, once its digits, signs and accents
 * are taken off, is found in the first thousands of guesses. Written by hand: such lists hold millions, but twelve characters leave few.
 */
export const MOTS_COURANTS: readonly string[] = [
  ...["motdepasse", "password", "passe", "passwd", "pass", "secret", "confidentiel", "connexion", "login", "session"],
  ...["admin", "administrateur", "administrator", "root", "user", "utilisateur", "compte", "test", "demo", "default"],
  ...["bonjour", "bonsoir", "salut", "coucou", "bienvenue", "welcome", "hello", "merci", "letmein", "changeme"],
  ...["azerty", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwerty", "qwertyuiop", "asdfghjkl", "asdf", "zxcvbnm", "qwertz"],
  ...["azer", "azertyui", "qazwsx", "qwer", "azeqsd", "abcd", "abcdef", "abcdefgh", "abcdefghijkl", "aqwzsx"],
  ...["soleil", "sunshine", "chouchou", "doudou", "loulou", "cheri", "cherie", "amour", "jetaime", "iloveyou"],
  ...["monamour", "mamour", "coeur", "princesse", "princess", "marseille", "paris", "lyon", "toulouse", "france"],
  ...["football", "soccer", "baseball", "basketball", "psg", "ommarseille", "om", "rugby", "champion", "zidane"],
  ...["dragon", "monkey", "shadow", "master", "superman", "batman", "starwars", "pokemon", "naruto"],
  ...["nicolas", "julien", "camille", "thomas", "maxime", "alexandre", "caroline", "isabelle", "catherine", "sandrine"],
  ...["michael", "jennifer", "jessica", "charlie", "jordan", "ashley", "daniel", "andrew", "joshua", "robert"],
  ...["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre"],
  ...["decembre", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "printemps", "automne"],
  ...["hiver", "summer", "winter", "spring", "autumn", "vacances", "ordinateur", "computer", "internet", "windows"],
  ...["google", "facebook", "trustno", "whatever", "freedom", "tigger", "cookie", "chocolat", "liberte"],
  ...["egalite", "fraternite", "republique", "mairie", "commune", "logement", "logements", "social", "habitat", "hlm"],
  ...["bailleur", "attribution", "attributions", "prefecture", "agglo", "agglomeration", "collectivite", "blaise"],
  ...["tous", "toto", "titi", "tata", "papa", "maman", "famille", "enfants", "maison", "jardin", "voiture", "le", "la"],
];

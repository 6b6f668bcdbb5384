import { Refus } from "#socle/regles/shared/refus.ts";
import { french } from "./french.ts";

/** Refusals of a whole file (REJ). Each says where the error is and what to do; none repeats a personal number. */
export const refusals = {
  fichierVide: (nom: string) =>
    refuse("fichier-vide", `Le fichier « ${nom} » est vide. Refaites l’extraction, puis déposez-la de nouveau.`, {
      nom,
    }),

  octetsNuls: (nom: string, ligne: number) =>
    refuse(
      "octets-nuls",
      `Le fichier « ${nom} » contient des octets nuls (ligne ${ligne}) : ce n’est pas un texte intact. Refaites l’extraction en CSV UTF-8.`,
      { nom, ligne },
    ),

  utf16SansMarque: (nom: string) =>
    refuse(
      "utf16-sans-bom",
      `Le fichier « ${nom} » est en UTF-16 sans marque d’ordre des octets. Enregistrez-le en « CSV UTF-8 », puis déposez-le de nouveau.`,
      { nom },
    ),

  texteUtf16Invalide: (nom: string) =>
    refuse(
      "utf16-invalide",
      `Le fichier « ${nom} » est annoncé en UTF-16, mais son contenu n’en est pas. Enregistrez-le en « CSV UTF-8 », puis déposez-le de nouveau.`,
      { nom },
    ),

  typeDifferent: (nom: string, type: string, conseil: string) =>
    refuse("type-different", `« ${nom} » est ${type}. ${conseil}`, { nom, type }),

  ligneTropLongue: (nom: string, ligne: number) =>
    refuse(
      "ligne-trop-longue",
      `Le fichier « ${nom} » contient une ligne de plus d’un million d’octets (ligne ${ligne}) : ce n’est pas un tableau. Vérifiez le format d’extraction.`,
      { nom, ligne },
    ),

  tropDeColonnes: (nom: string, colonnes: number, maximum: number) =>
    refuse(
      "trop-de-colonnes",
      `Le fichier « ${nom} » a ${colonnes} colonnes, ${maximum} au plus sont acceptées. Vérifiez le séparateur et le format d’extraction.`,
      { nom, colonnes, maximum },
    ),

  guillemetNonFerme: (ligne: number) =>
    refuse(
      "guillemet-non-ferme",
      `Un guillemet ouvert ligne ${ligne} n’est jamais refermé : la suite du fichier est illisible. Corrigez cette ligne, puis déposez le fichier de nouveau.`,
      { ligne },
    ),

  sourceInconnue: (nom: string, details: { entetes: readonly string[]; separateur: string | null; cherche: string }) =>
    refuse(
      "source-inconnue",
      `Le contenu de « ${nom} » n’est pas reconnu : aucune ligne d’en-tête connue dans les premières lignes. Colonnes cherchées : ${details.cherche}. ` +
        "Vérifiez que la ligne des noms de colonnes est présente, ou indiquez à quoi correspond chaque colonne.",
      details,
    ),

  colonneAbsente: (source: string, colonnes: readonly string[], entetes: readonly string[]) =>
    refuse(
      "colonne-absente",
      `${source} : ${colonnes.length > 1 ? "les colonnes obligatoires" : "la colonne obligatoire"} ${colonnes.map((c) => `« ${c} »`).join(", ")} ` +
        `${colonnes.length > 1 ? "sont absentes" : "est absente"}. Ajoutez-${colonnes.length > 1 ? "les" : "la"} à l’extraction, ou indiquez quelle colonne du fichier en tient lieu.`,
      { colonnes, entetes },
    ),

  colonneEnDouble: (colonne: string, ligne: number) =>
    refuse(
      "colonne-en-double",
      `La colonne « ${colonne} » figure deux fois dans l’en-tête (ligne ${ligne}). Supprimez ou renommez l’une des deux, puis déposez le fichier de nouveau.`,
      { colonne, ligne },
    ),

  aucuneLigne: (nom: string) =>
    refuse(
      "aucune-ligne",
      `Le fichier « ${nom} » n’a qu’un en-tête, sans aucune ligne de données. Vérifiez les filtres de l’extraction.`,
      { nom },
    ),

  nirPresent: (colonne: string, ligne: number) =>
    refuse(
      "nir-present",
      `La colonne « ${colonne} » (ligne ${ligne}) contient des numéros de sécurité sociale. Ce fichier ne peut pas être reçu : supprimez cette colonne à la source, puis refaites l’extraction.`,
      { colonne, ligne },
    ),

  fichierNominatif: (colonne: string, ligne: number) =>
    refuse(
      "fichier-nominatif",
      `La colonne « ${colonne} » (ligne ${ligne}) désigne des personnes, des baux ou des logements. L’enquête OPS se dépose en nombres de ménages par résidence, jamais ménage par ménage : retirez cette colonne, comptez par résidence, puis déposez le fichier de nouveau.`,
      { colonne, ligne },
    ),

  lignesDeMenages: (lignes: number, ligne: number) =>
    refuse(
      "lignes-de-menages",
      `Les ${lignes} lignes du fichier comptent chacune un ménage sur un seul répondant : c’est une liste de ménages. L’enquête OPS se dépose en nombres de ménages par résidence : comptez-les, puis déposez le fichier de nouveau.`,
      { lignes, ligne },
    ),

  identifiantPerdu: (colonne: string, ligne: number) =>
    refuse(
      "identifiant-perdu",
      `Ligne ${ligne}, la colonne « ${colonne} » a été convertie en nombre par un tableur (notation scientifique) : les identifiants sont perdus. Refaites l’extraction sans l’ouvrir dans un tableur.`,
      { colonne, ligne },
    ),

  lignesDecalees: (nombre: number, lues: number, premiere: number) =>
    refuse(
      "lignes-decalees",
      `${nombre} lignes sur ${lues} n’ont pas le nombre de champs de l’en-tête (la première : ligne ${premiere}), soit plus de 1 %. Le fichier est décalé : refaites l’extraction.`,
      { nombre, lues, premiere },
    ),

  siretBailleur: (ligne: number) =>
    refuse(
      "siret-bailleur",
      `Le SIRET du bailleur, dans l’en-tête du fichier de collecte (ligne ${ligne}), est faux. Corrigez-le, puis déposez le fichier de nouveau.`,
      { ligne },
    ),

  classeurIllisible: (nom: string) =>
    refuse(
      "classeur-illisible",
      `Le classeur « ${nom} » ne peut pas être lu : il est abîmé ou d’un autre format. Ouvrez-le dans un tableur, enregistrez-le en .xlsx ou en CSV UTF-8, puis déposez-le de nouveau.`,
      { nom },
    ),

  classeurProtege: (nom: string) =>
    refuse(
      "classeur-protege",
      `Le classeur « ${nom} » est chiffré par un mot de passe. Retirez le mot de passe dans le tableur, puis déposez-le de nouveau.`,
      { nom },
    ),

  classeurEntites: (nom: string) =>
    refuse(
      "classeur-entites",
      `Le classeur « ${nom} » contient des déclarations (DOCTYPE) qu’aucun tableur n’écrit : par sécurité, il n’est pas ouvert. Enregistrez la feuille en CSV UTF-8, puis déposez-la.`,
      { nom },
    ),

  classeurTropGros: (nom: string, limite: string) =>
    refuse(
      "classeur-trop-gros",
      `Le classeur « ${nom} » dépasse ce qui peut être lu (${limite}). Enregistrez la feuille en CSV UTF-8, puis déposez-la.`,
      { nom, limite },
    ),

  feuilleIntrouvable: (nom: string, feuilles: readonly string[]) =>
    refuse(
      "feuille-introuvable",
      `Aucune feuille du classeur « ${nom} » ne contient de données (feuilles vues : ${feuilles.map((f) => `« ${f} »`).join(", ")}). Vérifiez que les données sont dans une feuille de calcul, puis déposez-le de nouveau.`,
      { nom, feuilles },
    ),

  geojsonIllisible: (nom: string, raison: string) =>
    refuse("geojson-illisible", `Le fichier « ${nom} » n’est pas un GeoJSON lisible : ${raison}.`, { nom, raison }),

  generationsMelangees: (nom: string) =>
    refuse(
      "generations-melangees",
      `Le fichier « ${nom} » mêle des périmètres de plusieurs listes (1996, 2015, 2024). Déposez une liste à la fois.`,
      { nom },
    ),
} as const;

function refuse(code: string, message: string, details: Readonly<Record<string, unknown>>): Refus {
  return new Refus(code, french(message), details);
}

export function tropDeLignes(nom: string, maximum: number): Refus {
  return new Refus(
    "rime-trop-de-lignes",
    french(
      `« ${nom} » a plus de ${maximum.toLocaleString("fr-FR")} lignes : ce n’est pas un suivi de relogement. Retirez les lignes vides ou mises en forme en fin de feuille, puis déposez-le de nouveau.`,
    ),
    { nom, maximum },
  );
}

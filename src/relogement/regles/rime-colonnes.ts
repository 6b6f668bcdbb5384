import { LIBELLE_MOTIF_BLOCAGE } from "./comite.ts";
import { LIBELLE_ETAT_RELOGEMENT } from "./etat.ts";
import { LIBELLE_ACCOMPAGNEMENT, LIBELLE_BESOIN_ACCES, LIBELLE_ETAPE_RELOGEMENT } from "./menage.ts";
import { LIBELLE_MOTIF_REFUS_OFFRE, LIBELLE_REPONSE_OFFRE } from "./offre.ts";

/**
 * Workbook of rehousing that Blaise writes and reads: one line a column. RIME (USH) is a workbook with macros whose columns are not
 * published: these are Blaise's, and a bailleur's own headers are mapped to them.
 */
export type ColonneRime = {
  readonly code: string;
  /** Header of the sheet. */
  readonly entete: string;
  /** Other headers read as this one; case, accents and punctuation are ignored. */
  readonly alias: readonly string[];
  readonly genre: GenreRime;
  readonly unite: string | null;
  readonly requise: RequiseRime;
  readonly exemple: string;
  readonly part: PartRime;
};

/** `liste`: one of `VALEURS_RIME`; `listes`: several, separated by commas. */
type GenreRime = "texte" | "date" | "nombre" | "liste" | "listes";

/** `toujours`: the file is refused without this column; `creation`: needed to open a file, and an empty cell later changes nothing. */
type RequiseRime = "toujours" | "creation" | "non";

/** `identite`: only in the export with names; `calcul`: computed at export, checked at import and never kept. */
type PartRime = "fait" | "identite" | "calcul";

type Ligne = readonly [
  entete: string,
  alias: readonly string[],
  genre: GenreRime,
  unite: string | null,
  requise: RequiseRime,
  exemple: string,
  part?: PartRime,
];

/** Sheet « Ménages »: one row a household. */
// biome-ignore format: one line a column
const MENAGES = {
  reference: ["Référence du ménage", ["référence", "ref ménage", "id ménage", "code ménage"], "texte", null, "toujours", "ORC-017"],
  operation: ["Opération de démolition", ["opération", "immeuble", "bâtiment d’origine", "immeuble d’origine"], "texte", null, "creation", "Orcades"],
  nom: ["Nom du titulaire", ["nom", "nom titulaire"], "texte", null, "creation", "Exemple", "identite"],
  prenom: ["Prénom du titulaire", ["prénom", "prénom titulaire"], "texte", null, "creation", "Camille", "identite"],
  naissance: ["Date de naissance du titulaire", ["date de naissance", "naissance", "né le"], "date", null, "non", "14/05/1971", "identite"],
  age: ["Âge du titulaire", ["âge", "age titulaire"], "nombre", "ans", "non", "47", "calcul"],
  telephone: ["Téléphone", ["tél", "téléphone titulaire"], "texte", null, "non", "0639981247", "identite"],
  courriel: ["Courriel", ["mail", "e-mail", "adresse électronique"], "texte", null, "non", "camille@exemple.invalid", "identite"],
  porte: ["Porte", ["n° de porte", "appartement"], "texte", null, "non", "2-11", "identite"],
  personnes: ["Taille du ménage", ["nombre de personnes", "personnes", "taille"], "nombre", "personnes", "non", "3"],
  adultes: ["Adultes", ["nombre d’adultes"], "nombre", "personnes", "non", "2", "identite"],
  enfants: ["Enfants", ["nombre d’enfants"], "nombre", "personnes", "non", "1", "identite"],
  revenuMensuel: ["Revenu mensuel net du ménage", ["ressources mensuelles", "revenu mensuel", "revenus"], "nombre", "€ par mois", "non", "1240", "identite"],
  uniteConso: ["Unités de consommation", ["uc", "nombre d’uc"], "nombre", "UC", "non", "1,8", "identite"],
  quartile: ["Quartile", ["quartile de ressources"], "liste", null, "non", "Premier quartile"],
  ressources: ["Ressources", ["situation des ressources"], "liste", null, "non", "Positives"],
  origineRpls: ["N° RPLS du logement d’origine", ["rpls origine", "identifiant rpls origine", "rpls"], "texte", null, "non", "DEMO000123"],
  origineTypologie: ["Type du logement d’origine", ["typologie origine", "type origine"], "liste", null, "non", "T3"],
  origineSurface: ["Surface d’origine", ["surface origine", "surface avant"], "nombre", "m²", "non", "64"],
  origineLoyer: ["Loyer d’origine", ["loyer origine", "loyer avant"], "nombre", "€ par mois", "non", "298,50"],
  origineCharges: ["Charges d’origine", ["charges origine", "charges avant"], "nombre", "€ par mois", "non", "95"],
  origineApl: ["APL d’origine", ["apl origine", "apl avant", "aide au logement avant"], "nombre", "€ par mois", "non", "231"],
  origineReste: ["Reste à charge avant", ["rac avant"], "nombre", "€ par mois", "non", "162,50", "calcul"],
  origineEffort: ["Taux d’effort avant", ["effort avant"], "nombre", "% du revenu", "non", "13,1", "calcul"],
  souhaitTypologies: ["Types souhaités", ["typologie souhaitée", "type souhaité"], "listes", null, "non", "T2, T3"],
  souhaitZone: ["Zone souhaitée", ["souhait qpv"], "liste", null, "non", "Hors QPV"],
  souhaitCommunes: ["Communes souhaitées (codes INSEE)", ["communes souhaitées"], "texte", null, "non", "52448, 52550"],
  besoinAcces: ["Besoin d’accès (codé, sans sa cause)", ["besoin d’accès", "besoin codé", "accessibilité"], "liste", null, "non", "Rez-de-chaussée ou ascenseur"],
  resteMax: ["Reste à charge supportable", ["reste à charge maximum", "rac max"], "nombre", "€ par mois", "non", "200"],
  accession: ["Projet d’accession", ["accession"], "liste", null, "non", "Non"],
  actionLogement: ["Bénéficiaire d’Action Logement", ["action logement", "ressortissant action logement"], "liste", null, "non", "Oui"],
  accompagnement: ["Accompagnement", ["accompagnement social"], "liste", null, "non", "Aucun accompagnement"],
  decohabitationDe: ["Décohabitation du ménage", ["décohabitation", "ménage d’origine"], "texte", null, "non", "ORC-003"],
  etat: ["État du relogement", ["état", "statut", "avancement"], "liste", null, "non", "Offres"],
  etatDepuis: ["État depuis le", ["depuis le", "date de l’état"], "date", null, "non", "12/03/2024"],
  motifBlocage: ["Motif du blocage", ["blocage"], "liste", null, "non", "Aucun logement adapté disponible"],
  etape: ["Prochaine étape", ["étape"], "liste", null, "non", "Visite"],
  etapeLe: ["Prochaine étape le", ["date de l’étape"], "date", null, "non", "18/04/2024"],
  destination: ["Relogé en QPV ou hors QPV", ["destination", "zone de relogement"], "texte", null, "non", "Hors QPV", "calcul"],
  destinationBail: ["Bail de relogement signé le", ["date du bail de relogement"], "date", null, "non", "02/05/2024", "calcul"],
  destinationReste: ["Reste à charge après", ["rac après"], "nombre", "€ par mois", "non", "180,50", "calcul"],
  destinationEffort: ["Taux d’effort après", ["effort après"], "nombre", "% du revenu", "non", "14,6", "calcul"],
} as const satisfies Readonly<Record<string, Ligne>>;

/** Sheet « Offres »: one row an offer. */
// biome-ignore format: one line a column
const OFFRES = {
  reference: ["Référence du ménage", ["référence", "ref ménage", "id ménage", "code ménage"], "texte", null, "toujours", "ORC-017"],
  numero: ["Numéro de l’offre", ["n° offre", "numéro", "rang de l’offre"], "nombre", null, "toujours", "1"],
  proposeeLe: ["Proposée le", ["date de l’offre", "date de proposition"], "date", null, "creation", "04/04/2024"],
  bailleur: ["Bailleur du logement proposé (SIREN ou nom)", ["bailleur", "siren bailleur", "bailleur relogeur"], "texte", null, "creation", "999000029"],
  adresse: ["Adresse du logement proposé", ["adresse", "adresse proposée"], "texte", null, "creation", "8 rue des Tilleuls"],
  commune: ["Commune (code INSEE)", ["commune", "code commune", "insee"], "texte", null, "creation", "52448"],
  secteur: ["Secteur", ["quartier"], "texte", null, "non", "Secteur 2"],
  situation: ["En QPV ou hors QPV", ["situation", "qpv", "zone"], "liste", null, "non", "Hors QPV"],
  identRpls: ["N° RPLS du logement proposé", ["rpls", "identifiant rpls"], "texte", null, "non", "DEMO003210"],
  typologie: ["Type du logement proposé", ["typologie", "type"], "liste", null, "non", "T3"],
  surface: ["Surface du logement proposé", ["surface", "surface après"], "nombre", "m²", "non", "68"],
  loyer: ["Loyer proposé", ["loyer", "loyer après"], "nombre", "€ par mois", "non", "352"],
  charges: ["Charges proposées", ["charges", "charges après"], "nombre", "€ par mois", "non", "80"],
  apl: ["APL estimée", ["apl", "apl après"], "nombre", "€ par mois", "non", "251,50"],
  reste: ["Reste à charge estimé", ["reste à charge", "rac"], "nombre", "€ par mois", "non", "180,50", "calcul"],
  resteM2: ["Reste à charge par m²", ["rac par m²"], "nombre", "€ par m²", "non", "2,65", "calcul"],
  premiereLocationLe: ["Première location le", ["date de première location", "mise en service"], "date", null, "non", "01/09/2022"],
  conventionneLe: ["Conventionné le", ["date de conventionnement"], "date", null, "non", "01/09/2022"],
  rehabilite: ["Réhabilité", ["réhabilitation"], "liste", null, "non", "Non"],
  residentialise: ["Résidentialisé", ["résidentialisation"], "liste", null, "non", "Non"],
  loyerBaisse: ["Loyer diminué", ["baisse de loyer"], "liste", null, "non", "Non"],
  pru1: ["Issu du PRU 1", ["pru 1"], "liste", null, "non", "Non"],
  droitActionLogement: ["Réservé à Action Logement", ["droit action logement"], "liste", null, "non", "Oui"],
  visiteeLe: ["Visitée le", ["date de visite"], "date", null, "non", "10/04/2024"],
  reponse: ["Réponse du ménage", ["réponse"], "liste", null, "non", "Acceptée"],
  reponduLe: ["Réponse donnée le", ["date de réponse"], "date", null, "non", "15/04/2024"],
  motifRefus: ["Motif du refus", ["motif"], "liste", null, "non", "Reste à charge trop élevé"],
  raisonRang: ["Pourquoi rien de mieux n’a été proposé", ["raison du rang"], "texte", null, "non", "Aucun logement neuf du type souhaité"],
  precision: ["Précision sur le refus", ["précision"], "texte", null, "non", "Préfère rester près de l’école"],
  bailSigneLe: ["Bail signé le", ["date du bail", "signature du bail"], "date", null, "non", "02/05/2024"],
} as const satisfies Readonly<Record<string, Ligne>>;

export type CodeMenageRime = keyof typeof MENAGES;
export type CodeOffreRime = keyof typeof OFFRES;

export const FEUILLES_RIME = ["menages", "offres"] as const;
export type FeuilleRime = (typeof FEUILLES_RIME)[number];

export const LIBELLE_FEUILLE_RIME: Readonly<Record<FeuilleRime, string>> = { menages: "Ménages", offres: "Offres" };

function toColonnes(lignes: Readonly<Record<string, Ligne>>): readonly ColonneRime[] {
  return Object.entries(lignes).map(([code, [entete, alias, genre, unite, requise, exemple, part = "fait"]]) => ({
    code,
    entete,
    alias,
    genre,
    unite,
    requise,
    exemple,
    part,
  }));
}

export const COLONNES_RIME: Readonly<Record<FeuilleRime, readonly ColonneRime[]>> = {
  menages: toColonnes(MENAGES),
  offres: toColonnes(OFFRES),
};

const OUI_NON = { oui: "Oui", non: "Non" } as const;
const TYPES = { T1: "T1", T2: "T2", T3: "T3", T4: "T4", T5: "T5", "T6+": "T6 et plus" } as const;
const { inconnu: _acces, ...ACCES } = LIBELLE_BESOIN_ACCES;
const { inconnu: _suivi, aucun: _aucun, ...SUIVIS } = LIBELLE_ACCOMPAGNEMENT;

/** Words of the closed lists: value → words. « Unknown » is an empty cell. */
export const VALEURS_RIME: Readonly<Partial<Record<CodeMenageRime | CodeOffreRime, Readonly<Record<string, string>>>>> =
  {
    quartile: { q1: "Premier quartile", "q2-4": "Autres quartiles" },
    ressources: { positives: "Positives", nulles: "Nulles (0 €)" },
    origineTypologie: TYPES,
    souhaitTypologies: TYPES,
    typologie: TYPES,
    souhaitZone: { "hors-qpv": "Hors QPV", qpv: "En QPV", indifferente: "Indifférente" },
    besoinAcces: { ...ACCES, aucun: "Aucun besoin" },
    accession: OUI_NON,
    actionLogement: OUI_NON,
    accompagnement: { aucun: "Aucun accompagnement", ...SUIVIS },
    etat: LIBELLE_ETAT_RELOGEMENT,
    motifBlocage: LIBELLE_MOTIF_BLOCAGE,
    etape: LIBELLE_ETAPE_RELOGEMENT,
    situation: { "hors-qpv": "Hors QPV", qpv: "En QPV" },
    rehabilite: OUI_NON,
    residentialise: OUI_NON,
    loyerBaisse: OUI_NON,
    pru1: OUI_NON,
    droitActionLogement: OUI_NON,
    reponse: LIBELLE_REPONSE_OFFRE,
    motifRefus: LIBELLE_MOTIF_REFUS_OFFRE,
  };

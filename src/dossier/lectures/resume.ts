import { formatEuros, formatJour } from "#socle/regles/shared/format.ts";
import {
  LIBELLE_MODE,
  LIBELLE_MOTIF_DEMANDE,
  LIBELLE_PROFESSION,
  LIBELLE_QUALITE,
  LIBELLE_SITUATION,
  LIBELLE_SOURCE,
  LIBELLE_TRI,
  LIBELLE_TYPOLOGIE_CHERCHEE,
} from "../regles/libelles-reponses.ts";
import { isSensible, type Question, revisionOf } from "../regles/question.ts";
import type { PersonneDossier, ReponsesSensibles } from "../regles/reponses.ts";
import { logementActuelOf, rechercheOf, revenusOf } from "../regles/sections.ts";
import type { DossierOuvert } from "./lire-dossier.ts";

/** Names of the codes; communes and bailleurs depend on the territory. */
export type NomsDossier = {
  readonly communes: ReadonlyMap<string, string>;
  readonly bailleurs: ReadonlyMap<string, string>;
};

export type LigneResume = { readonly terme: string; readonly valeur: string };

const INCONNU = "Je ne sais pas";

/** Answer to a question, in the words of its page; empty: not answered. */
export function resumer(question: Question, dossier: DossierOuvert, noms: NomsDossier): readonly LigneResume[] {
  if (revisionOf(dossier.reponses, question) === 0) return [];
  if (isSensible(question)) return sensiblesOf(question, dossier.sensibles ?? {});
  return RESUMES[question](dossier, noms).flatMap(([terme, valeur]) => (valeur === null ? [] : [{ terme, valeur }]));
}

type Lignes = readonly (readonly [terme: string, valeur: string | null])[];
type QuestionClaire = Exclude<
  Question,
  "vous/nationalite" | "menage/handicap" | "recherche/violences" | "recherche/dalo"
>;

const euros = (montant: number | null) => (montant === null ? INCONNU : formatEuros(montant));
const eurosOuRien = (montant: number | null) => (montant === null ? null : formatEuros(montant));
const jour = (iso: string | null) => (iso === null ? null : formatJour(iso));
const liste = (mots: readonly string[]) => (mots.length === 0 ? null : mots.join(" ; "));

const RESUMES: Readonly<Record<QuestionClaire, (dossier: DossierOuvert, noms: NomsDossier) => Lignes>> = {
  "vous/identite": ({ identite: i }) => [
    [
      "Nom",
      [i.civilite === null ? "" : i.civilite === "madame" ? "Madame" : "Monsieur", i.prenom, i.nom].join(" ").trim(),
    ],
    ["Nom d’usage", i.nomUsage],
    ["Date de naissance", jour(i.naissance)],
  ],
  "vous/joindre": ({ identite: i }, { communes }) => [
    ["Téléphone", i.telephone],
    ["Courriel", i.courriel],
    ["Adresse", i.adresse],
    ["Commune", i.adresseCommune === null ? null : (communes.get(i.adresseCommune) ?? i.adresseCommune)],
    [
      "Nous pouvons vous prévenir",
      liste([...(i.accordCourriel ? ["par courriel"] : []), ...(i.accordSms ? ["par SMS"] : [])]) ?? "non",
    ],
  ],
  "vous/situation": ({ reponses }) => {
    const situation = reponses.vous?.situation ?? null;
    return [["Situation de famille", situation === null ? INCONNU : LIBELLE_SITUATION[situation]]];
  },
  "menage/composition": ({ personnes }) =>
    personnes.length === 0
      ? [["Avec vous", "personne"]]
      : personnes.map((personne) => [nomOf(personne), LIBELLE_QUALITE[personne.qualite]]),
  "revenus/travail": ({ reponses }) => {
    const { profession, contratCourt } = revenusOf(reponses);
    return [
      ["Travail", profession === null ? INCONNU : LIBELLE_PROFESSION[profession]],
      ["CDD ou intérim", LIBELLE_TRI[contratCourt]],
    ];
  },
  "revenus/employeur": ({ reponses }) => {
    const { employeurSiret, employeurPlusDeDix } = revenusOf(reponses);
    return [
      ["SIRET de l’employeur", employeurSiret ?? "Je ne l’ai pas"],
      ["Plus de 10 salariés", LIBELLE_TRI[employeurPlusDeDix]],
    ];
  },
  "revenus/ressources": ({ reponses }) => {
    const { sources, mensuel, pensionVersee } = revenusOf(reponses);
    return [
      ["Revenus", liste(sources.map((source) => LIBELLE_SOURCE[source]))],
      ["Total par mois", euros(mensuel)],
      ["Pension versée", eurosOuRien(pensionVersee)],
    ];
  },
  "revenus/impots": ({ reponses }) => {
    const { rfr, rfrN1 } = revenusOf(reponses);
    return [
      ["Revenu fiscal de référence", rfr === null ? "Je ne l’ai pas" : formatEuros(rfr)],
      ["Année suivante", eurosOuRien(rfrN1)],
    ];
  },
  "logement-actuel/logement": ({ reponses }, { communes }) => {
    const { mode, commune, proprietaireAilleurs } = logementActuelOf(reponses);
    return [
      ["Votre logement", mode === null ? INCONNU : LIBELLE_MODE[mode]],
      ["Commune", commune === null ? "Une autre commune" : (communes.get(commune) ?? commune)],
      ["Propriétaire d’un autre logement", LIBELLE_TRI[proprietaireAilleurs]],
    ];
  },
  "logement-actuel/bailleur": ({ reponses }, { bailleurs }) => {
    const { bailleurSiren, depuis } = logementActuelOf(reponses);
    return [
      ["Bailleur", bailleurSiren === null ? INCONNU : (bailleurs.get(bailleurSiren) ?? bailleurSiren)],
      ["Depuis le", jour(depuis)],
    ];
  },
  "logement-actuel/loyer": ({ reponses }) => {
    const { loyer, charges, aide } = logementActuelOf(reponses);
    return [
      ["Loyer", euros(loyer)],
      ["Charges", eurosOuRien(charges)],
      ["Aide au logement", eurosOuRien(aide)],
    ];
  },
  "logement-actuel/taille": ({ reponses }) => {
    const { personnes, pieces, surface } = logementActuelOf(reponses);
    return [
      ["Personnes", personnes === null ? INCONNU : String(personnes)],
      ["Pièces", pieces === null ? INCONNU : String(pieces)],
      ["Surface", surface === null ? INCONNU : `${surface} m²`],
    ];
  },
  "recherche/motifs": ({ reponses }) => [
    ["Raisons", liste(rechercheOf(reponses).motifs.map((code) => LIBELLE_MOTIF_DEMANDE[code] ?? code))],
  ],
  "recherche/logement": ({ reponses }) => {
    const { typologies, genre, loyerMax } = rechercheOf(reponses);
    const genres = { appartement: "Appartement", maison: "Maison", indifferent: "Appartement ou maison" };
    return [
      ["Taille", liste(typologies.map((typologie) => LIBELLE_TYPOLOGIE_CHERCHEE[typologie]))],
      ["Logement", genres[genre]],
      ["Loyer maximum", eurosOuRien(loyerMax)],
    ];
  },
  "recherche/lieux": ({ souhaits, reponses }, { communes }) => [
    ...souhaits.map((souhait, rang): readonly [string, string] => [
      `Choix ${rang + 1}`,
      "commune" in souhait ? (communes.get(souhait.commune) ?? souhait.commune) : `Secteur : ${souhait.secteur}`,
    ]),
    ["D’autres communes autour", rechercheOf(reponses).elargir ? "Oui" : "Non"],
  ],
  "recherche/rapide": ({ reponses }) => {
    const { mobilite, meuble } = rechercheOf(reponses);
    return [
      ["Arrivée pour un travail", mobilite === null ? "Non" : "Oui"],
      ["Arrivée", jour(mobilite?.du ?? null)],
      ["Départ", jour(mobilite?.au ?? null)],
      ["Logement meublé", meuble ? "Oui" : "Non"],
    ];
  },
};

function nomOf({ prenom, nom, rang, qualite }: PersonneDossier): string {
  const entier = [prenom, nom].filter((mot) => mot !== null).join(" ");
  return entier === "" ? (qualite === "a-naitre" ? "Enfant à naître" : `Personne ${rang}`) : entier;
}

/** A sensitive answer is not repeated on a page that others may see over a shoulder: the line says that it was given, and where to read it again. */
function sensiblesOf(question: Question, sensibles: ReponsesSensibles): readonly LigneResume[] {
  const tue =
    (question === "vous/nationalite" && (sensibles.nationalite ?? "inconnue") === "inconnue") ||
    (question === "menage/handicap" && sensibles.handicap === undefined) ||
    (question === "recherche/violences" && (sensibles.violences ?? "inconnu") === "inconnu") ||
    (question === "recherche/dalo" && (sensibles.dalo ?? "inconnu") === "inconnu");
  return [{ terme: "Réponse chiffrée", valeur: tue ? "Vous n’avez pas répondu" : "Vous avez répondu" }];
}

import { z } from "zod";
import {
  CADRES_OPERATION,
  ETATS_OPERATION,
  type EtapeOperation,
  GENRES_OPERATION,
  LIBELLE_PHASE_OPERATION,
  PHASES_OPERATION,
  type PhaseOperation,
} from "#donnees/regles/programme/operation.ts";
import { TYPOLOGIES, type Typologie } from "#droit/regles/typologie.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { type Lecture, writeNombre, writeTexte } from "#socle/routes/serveur/lecture.ts";
import type { FicheEcrite } from "../actes/ecrire-operation.ts";
import type { FiltreOperations, OperationEcrite } from "../lectures/ports.ts";
import type { ChoixOperation } from "../lectures/registre.ts";
import { champTypologie } from "../pages/operation-formulaire.tsx";

const vide = z.literal("").transform(() => null);
const chosen = <T extends z.ZodType>(schema: T) =>
  vide
    .or(schema)
    .nullish()
    .transform((value) => value ?? null);

export const filtreSchema: z.ZodType<FiltreOperations> = z.object({
  genre: chosen(z.enum(GENRES_OPERATION)),
  cadre: chosen(z.enum(CADRES_OPERATION)),
  etat: chosen(z.enum(ETATS_OPERATION)),
  commune: chosen(z.string().regex(/^[0-9AB]{5}$/)),
  bailleur: chosen(z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)),
});

const NOMBRES = ["logements", "collectifs", "individuels"] as const;
const MIX = ["plai", "plus", "pls", "autre"] as const;
const BOUTS = ["debutPrevu", "finPrevue", "debutReel", "finReelle"] as const;
const LIBELLE_BOUT = {
  debutPrevu: "début prévu",
  finPrevue: "fin prévue",
  debutReel: "début réel",
  finReelle: "fin réelle",
};

/** What an empty form shows: nothing is chosen for the person but what is most often so. */
export function emptySaisie(choix: ChoixOperation): SaisieFormulaire {
  const [seul] = choix.tout ? [] : choix.bailleurs;
  return {
    genre: ["construction"],
    cadre: ["droit-commun"],
    situation: ["inconnue"],
    etat: ["prevue"],
    bailleur: seul ? [String(seul.organisation)] : [],
  };
}

/** The form as the register fills it. */
export function saisieOfOperation(operation: OperationEcrite): SaisieFormulaire {
  const { financements, typologies } = operation;
  const champs: Record<string, readonly string[]> = {
    revision: [String(operation.revision)],
    nom: [operation.nom],
    genre: [operation.genre],
    cadre: [operation.cadre],
    bailleur: operation.bailleur ? [String(operation.bailleur.organisation)] : [],
    commune: writeTexte(operation.commune),
    secteur: writeTexte(operation.secteur),
    situation: [operation.situation],
    loyerM2: writeNombre(operation.loyerM2),
    ...saisieOfMenages(operation),
  };
  for (const champ of NOMBRES) champs[champ] = writeNombre(operation[champ]);
  for (const champ of MIX) champs[champ] = writeNombre(financements[champ]);
  for (const type of TYPOLOGIES) champs[champTypologie(type)] = writeNombre(typologies[type] ?? null);
  for (const etape of operation.etapes) {
    for (const bout of BOUTS) champs[`${etape.phase}-${bout}`] = writeTexte(etape[bout]);
  }
  return champs;
}

function saisieOfMenages({ aReloger, premiersBaux }: OperationEcrite): SaisieFormulaire {
  return {
    occupes: writeNombre(aReloger?.occupes ?? null),
    occupesAu: writeTexte(aReloger?.occupesAu ?? null),
    depuis: writeNombre(aReloger?.depuis ?? null),
    connus: writeNombre(premiersBaux?.connus ?? null),
    q1OuReloges: writeNombre(premiersBaux?.q1OuReloges ?? null),
  };
}

/** Reads the form; what is wrong is in `lecture.erreurs`. The résidences are kept: they are chosen elsewhere. */
export function readFiche(lecture: Lecture, choix: ChoixOperation, residences: readonly string[]): FicheEcrite {
  const genre = lecture.choice("genre", "Genre", GENRES_OPERATION);
  return {
    nom: lecture.text("nom", "Nom"),
    genre,
    cadre: lecture.choice("cadre", "Cadre", CADRES_OPERATION),
    organisation: readBailleur(lecture, choix),
    commune: lecture.textOrNull("commune"),
    secteur: lecture.textOrNull("secteur"),
    situation: lecture.choice("situation", "Quartier prioritaire", ["qpv", "hors-qpv", "inconnue"]),
    residences,
    logements: count(lecture, "logements", "Logements"),
    collectifs: count(lecture, "collectifs", "Collectifs"),
    individuels: count(lecture, "individuels", "Individuels"),
    financements: {
      plai: count(lecture, "plai", "PLAI"),
      plus: count(lecture, "plus", "PLUS"),
      pls: count(lecture, "pls", "PLS"),
      autre: count(lecture, "autre", "Autre financement"),
    },
    typologies: readTypologies(lecture),
    loyerM2: lecture.amount("loyerM2", "Loyer mensuel au m²", { positif: true }),
    premiersBaux: readBaux(lecture),
    aReloger: readAReloger(lecture, genre),
    etapes: PHASES_OPERATION.flatMap((phase) => readEtape(lecture, phase)),
  };
}

function readBailleur(lecture: Lecture, { bailleurs, tout }: ChoixOperation): number | null {
  const valeur = valeurDe(lecture.saisie, "bailleur");
  if (valeur === "" && tout) return null;
  const found = bailleurs.find(({ organisation }) => String(organisation) === valeur);
  if (!found) lecture.fail("bailleur", "Bailleur : choisissez dans la liste.");
  return found?.organisation ?? null;
}

/** Up to 99 999, empty is not known. */
function count(lecture: Lecture, champ: string, libelle: string): number | null {
  const valeur = valeurDe(lecture.saisie, champ).replaceAll(/[\s\u00a0\u202f]/g, "");
  if (valeur === "") return null;
  if (/^\d{1,5}$/.test(valeur)) return Number(valeur);
  lecture.fail(champ, `${libelle} : écrivez un nombre entier, ou laissez vide si ce n’est pas connu.`);
  return null;
}

function readTypologies(lecture: Lecture): FicheEcrite["typologies"] {
  const found: Partial<Record<Typologie, number>> = {};
  for (const type of TYPOLOGIES) {
    const nombre = count(lecture, champTypologie(type), type);
    if (nombre !== null) found[type] = nombre;
  }
  return found;
}

function readBaux(lecture: Lecture): FicheEcrite["premiersBaux"] {
  const connus = count(lecture, "connus", "Premiers baux connus");
  const q1OuReloges = count(lecture, "q1OuReloges", "Dont premier quartile ou relogés");
  if (connus === null && q1OuReloges === null) return null;
  if (connus === null) lecture.fail("connus", "Premiers baux connus : donnez les deux nombres, ou aucun.");
  if (q1OuReloges === null) {
    lecture.fail("q1OuReloges", "Dont premier quartile ou relogés : donnez les deux nombres, ou aucun.");
  }
  return { connus: connus ?? 0, q1OuReloges: q1OuReloges ?? 0 };
}

function readAReloger(lecture: Lecture, genre: FicheEcrite["genre"]): FicheEcrite["aReloger"] {
  const lu = {
    occupes: count(lecture, "occupes", "Logements occupés"),
    occupesAu: lecture.dayOrNull("occupesAu", "Comptés le"),
    depuis: readYear(lecture, "depuis"),
  };
  if (genre === "demolition") return lu;
  if (Object.values(lu).some((valeur) => valeur !== null)) {
    lecture.fail(
      "occupes",
      "Logements occupés : seule une démolition a des ménages à reloger. Videz ces trois champs.",
    );
  }
  return null;
}

function readYear(lecture: Lecture, champ: string): number | null {
  const valeur = valeurDe(lecture.saisie, champ).trim();
  if (valeur === "") return null;
  if (/^(19[9]\d|20\d\d|2100)$/.test(valeur)) return Number(valeur);
  lecture.fail(champ, "Année de démarrage du relogement : écrivez une année, de 1990 à 2100.");
  return null;
}

/** A phase of which nothing is said is absent. */
function readEtape(lecture: Lecture, phase: PhaseOperation): readonly EtapeOperation[] {
  const read = (bout: (typeof BOUTS)[number]) =>
    lecture.dayOrNull(`${phase}-${bout}`, `${LIBELLE_PHASE_OPERATION[phase]}, ${LIBELLE_BOUT[bout]}`);
  const jours = {
    debutPrevu: read("debutPrevu"),
    finPrevue: read("finPrevue"),
    debutReel: read("debutReel"),
    finReelle: read("finReelle"),
  };
  return Object.values(jours).every((jour) => jour === null) ? [] : [{ phase, ...jours }];
}

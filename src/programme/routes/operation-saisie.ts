import { z } from "zod";
import {
  CADRES_OPERATION,
  ETATS_OPERATION,
  type EtapeOperation,
  GENRES_OPERATION,
  LIBELLE_PHASE_OPERATION,
  PHASES_OPERATION,
} from "#donnees/regles/programme/operation.ts";
import { TYPOLOGIES, type Typologie } from "#droit/regles/typologie.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import {
  type Champ,
  champ,
  choix,
  compteOuVide,
  Faute,
  jourOuVide,
  type Lu,
  montantOuVide,
  readChamps,
  refuseChamp,
  texte,
  texteOuVide,
} from "#socle/routes/champs.ts";
import { ouRien } from "#socle/routes/serveur/input.ts";
import { writeNombre, writeTexte } from "#socle/routes/serveur/saisie.ts";
import type { FicheEcrite } from "../actes/ecrire-operation.ts";
import type { FiltreOperations, OperationEcrite } from "../lectures/ports.ts";
import type { ChoixOperation } from "../lectures/registre.ts";
import { champTypologie } from "../pages/operation-formulaire.tsx";

export const filtreSchema: z.ZodType<FiltreOperations> = z.object({
  genre: ouRien(z.enum(GENRES_OPERATION)),
  cadre: ouRien(z.enum(CADRES_OPERATION)),
  etat: ouRien(z.enum(ETATS_OPERATION)),
  commune: ouRien(z.string().regex(/^[0-9AB]{5}$/)),
  bailleur: ouRien(z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)),
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

/** Empty form: nothing is chosen but the most frequent values. */
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

/** Input that shows an operation. */
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
    habitantsQpv: writeNombre(premiersBaux?.habitantsQpv ?? null),
  };
}

/** Up to 99 999; empty is unknown. */
function compte(libelle: string): Champ<number | null> {
  const ecrire = "écrivez un nombre entier, ou laissez vide si ce n’est pas connu";
  return compteOuVide(libelle, { chiffres: 5, ecrire });
}

const CHAMPS_TYPOLOGIES = Object.fromEntries(TYPOLOGIES.map((type) => [champTypologie(type), compte(type)]));

const CHAMPS_ETAPES = Object.fromEntries(
  PHASES_OPERATION.flatMap((phase) =>
    BOUTS.map((bout) => {
      const libelle = `${LIBELLE_PHASE_OPERATION[phase]}, ${LIBELLE_BOUT[bout]}`;
      return [`${phase}-${bout}`, jourOuVide(libelle)];
    }),
  ),
);

const CHAMPS_MENAGES = {
  connus: compte("Premiers baux connus"),
  q1OuReloges: compte("Dont premier quartile ou relogés"),
  habitantsQpv: compte("Dont habitants d’un quartier prioritaire"),
  occupes: compte("Logements occupés"),
  occupesAu: jourOuVide("Comptés le"),
  depuis: champ((valeur) => {
    if (valeur === "") return null;
    if (/^(19[9]\d|20\d\d|2100)$/.test(valeur)) return Number(valeur);
    return new Faute("Année de démarrage du relogement\u00A0: écrivez une année, de 1990 à 2100.");
  }),
};

const CHAMPS_OPERATION = {
  nom: texte("Nom"),
  genre: choix("Genre", GENRES_OPERATION),
  cadre: choix("Cadre", CADRES_OPERATION),
  commune: texteOuVide(),
  secteur: texteOuVide(),
  situation: choix("Quartier prioritaire", ["qpv", "hors-qpv", "inconnue"]),
  logements: compte("Logements"),
  collectifs: compte("Collectifs"),
  individuels: compte("Individuels"),
  loyerM2: montantOuVide("Loyer mensuel au m²", { positif: true }),
};

const CHAMPS_FINANCEMENTS = {
  plai: compte("PLAI"),
  plus: compte("PLUS"),
  pls: compte("PLS"),
  autre: compte("Autre financement"),
};

/** Fields of the form, without those of other acts. */
export function champsFiche({ bailleurs, tout }: ChoixOperation) {
  const bailleur = champ((valeur) => {
    if (valeur === "" && tout) return null;
    const found = bailleurs.find(({ organisation }) => String(organisation) === valeur);
    return found?.organisation ?? new Faute("Bailleur\u00A0: choisissez dans la liste.");
  });
  return {
    bailleur,
    ...CHAMPS_OPERATION,
    ...CHAMPS_FINANCEMENTS,
    ...CHAMPS_TYPOLOGIES,
    ...CHAMPS_MENAGES,
    ...CHAMPS_ETAPES,
  };
}

/** The résidences are unchanged: another page chooses them. */
export function ficheOf(
  organisation: number | null,
  saisie: SaisieFormulaire,
  residences: readonly string[],
): FicheEcrite {
  const lu = readChamps(CHAMPS_OPERATION, saisie);
  const menages = readChamps(CHAMPS_MENAGES, saisie);
  return {
    ...lu,
    organisation,
    residences,
    financements: readChamps(CHAMPS_FINANCEMENTS, saisie),
    typologies: typologiesOf(saisie),
    premiersBaux: bauxOf(menages),
    aReloger: aRelogerOf(menages, lu.genre),
    etapes: etapesOf(saisie),
  };
}

function typologiesOf(saisie: SaisieFormulaire): FicheEcrite["typologies"] {
  const lu = readChamps(CHAMPS_TYPOLOGIES, saisie);
  const found: Partial<Record<Typologie, number>> = {};
  for (const type of TYPOLOGIES) {
    const nombre = lu[champTypologie(type)] ?? null;
    if (nombre !== null) found[type] = nombre;
  }
  return found;
}

type Menages = Lu<typeof CHAMPS_MENAGES>;

function bauxOf({ connus, q1OuReloges, habitantsQpv }: Menages): FicheEcrite["premiersBaux"] {
  if (connus === null && q1OuReloges === null && habitantsQpv === null) return null;
  if (connus === null) return refuseChamp("connus", "Premiers baux connus\u00A0: donnez les deux nombres, ou aucun.");
  if (q1OuReloges !== null) return { connus, q1OuReloges, habitantsQpv };
  return refuseChamp("q1OuReloges", "Dont premier quartile ou relogés\u00A0: donnez les deux nombres, ou aucun.");
}

function aRelogerOf({ occupes, occupesAu, depuis }: Menages, genre: FicheEcrite["genre"]): FicheEcrite["aReloger"] {
  if (genre === "demolition") return { occupes, occupesAu, depuis };
  if (occupes === null && occupesAu === null && depuis === null) return null;
  return refuseChamp(
    "occupes",
    "Logements occupés\u00A0: seule une démolition a des ménages à reloger. Videz ces trois champs.",
  );
}

/** A phase without any value is dropped. */
function etapesOf(saisie: SaisieFormulaire): readonly EtapeOperation[] {
  const lu = readChamps(CHAMPS_ETAPES, saisie);
  return PHASES_OPERATION.flatMap((phase) => {
    const jour = (bout: (typeof BOUTS)[number]) => lu[`${phase}-${bout}`] ?? null;
    const jours = {
      debutPrevu: jour("debutPrevu"),
      finPrevue: jour("finPrevue"),
      debutReel: jour("debutReel"),
      finReelle: jour("finReelle"),
    };
    return Object.values(jours).every((jour) => jour === null) ? [] : [{ phase, ...jours }];
  });
}

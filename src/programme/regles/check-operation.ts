import {
  type EtapeOperation,
  LIBELLE_PHASE_OPERATION,
  type MixFinancement,
  type Operation,
} from "#donnees/regles/programme/operation.ts";
import { formatNombre } from "#socle/regles/shared/format.ts";

/** Error of one field of the form; `code` is stable, `message` says what to do. */
export type EcartSaisie = { readonly champ: string; readonly code: string; readonly message: string };

/** What a bailleur or the EPCI writes about an operation. */
export type FicheOperation = Omit<Operation, "id" | "bailleur" | "publieLe" | "etat" | "synthetique">;

/** All contradictions of the input, in the order of the form; an unknown value contradicts nothing. */
export function checkFiche(fiche: FicheOperation): readonly EcartSaisie[] {
  return [
    ...checkNom(fiche),
    ...checkSommes(fiche),
    ...checkOccupes(fiche),
    ...checkBaux(fiche),
    ...fiche.etapes.flatMap(checkEtape),
  ];
}

const NOM_MAX = 160;

function checkNom({ nom }: FicheOperation): readonly EcartSaisie[] {
  if (nom.trim().length > 0 && nom.length <= NOM_MAX) return [];
  return [ecart("nom", "operation-nom", `Donnez un nom à l’opération, de ${NOM_MAX} caractères au plus.`)];
}

function checkSommes({
  logements,
  financements,
  collectifs,
  individuels,
  typologies,
}: FicheOperation): readonly EcartSaisie[] {
  if (logements === null) return [];
  const typees = Object.values(typologies).reduce((sum, nombre) => sum + nombre, 0);
  return [
    ...over("plai", "operation-financements", "PLAI, PLUS, PLS et autres", sumKnown(valuesOf(financements)), logements),
    ...over(
      "collectifs",
      "operation-formes",
      "Collectifs et individuels",
      sumKnown([collectifs, individuels]),
      logements,
    ),
    ...over("typologies", "operation-typologies", "Les logements par type", typees, logements),
  ];
}

function valuesOf({ plai, plus, pls, autre }: MixFinancement): readonly (number | null)[] {
  return [plai, plus, pls, autre];
}

function sumKnown(nombres: readonly (number | null)[]): number {
  return nombres.reduce<number>((sum, nombre) => sum + (nombre ?? 0), 0);
}

function over(champ: string, code: string, quoi: string, somme: number, logements: number): readonly EcartSaisie[] {
  if (somme <= logements) return [];
  const dit = `${quoi} font ${formatNombre(somme)}, plus que les ${formatNombre(logements)} logements de l’opération.`;
  return [ecart(champ, code, `${dit} Corrigez l’un ou l’autre.`)];
}

function checkOccupes({ genre, aReloger, logements }: FicheOperation): readonly EcartSaisie[] {
  if (genre !== "demolition" || !aReloger) return [];
  const { occupes, occupesAu } = aReloger;
  const ecarts: EcartSaisie[] = [];
  if (occupes !== null && logements !== null && occupes > logements) {
    ecarts.push(
      ecart(
        "occupes",
        "operation-occupes",
        `${formatNombre(occupes)} logements occupés pour ${formatNombre(logements)} à démolir. Corrigez l’un ou l’autre.`,
      ),
    );
  }
  if (occupes !== null && occupesAu === null) {
    ecarts.push(
      ecart("occupesAu", "operation-occupes-date", "Dites à quelle date les logements occupés ont été comptés."),
    );
  }
  return ecarts;
}

function checkBaux({ premiersBaux, logements }: FicheOperation): readonly EcartSaisie[] {
  if (!premiersBaux) return [];
  const { connus, q1OuReloges, habitantsQpv } = premiersBaux;
  if ((habitantsQpv ?? 0) > connus) {
    return [
      ecart(
        "habitantsQpv",
        "operation-baux",
        "Les premiers baux d’habitants d’un quartier prioritaire ne peuvent dépasser les premiers baux connus.",
      ),
    ];
  }
  if (q1OuReloges > connus) {
    return [
      ecart(
        "q1OuReloges",
        "operation-baux",
        "Les premiers baux du premier quartile ou de relogés ne peuvent dépasser les premiers baux connus.",
      ),
    ];
  }
  return logements === null ? [] : over("connus", "operation-baux", "Les premiers baux connus", connus, logements);
}

function checkEtape({ phase, debutPrevu, finPrevue, debutReel, finReelle }: EtapeOperation): readonly EcartSaisie[] {
  const nom = LIBELLE_PHASE_OPERATION[phase];
  const ecarts: EcartSaisie[] = [];
  if (debutPrevu && finPrevue && finPrevue < debutPrevu) {
    ecarts.push(ecart(`${phase}-finPrevue`, "operation-dates", `${nom}\u00A0: la fin prévue précède le début prévu.`));
  }
  if (debutReel && finReelle && finReelle < debutReel) {
    ecarts.push(ecart(`${phase}-finReelle`, "operation-dates", `${nom}\u00A0: la fin réelle précède le début réel.`));
  }
  if (finReelle && !debutReel) {
    ecarts.push(ecart(`${phase}-debutReel`, "operation-dates", `${nom}\u00A0: une fin réelle demande un début réel.`));
  }
  return ecarts;
}

/** Real days may not be in the future. */
export function checkReels(etapes: readonly EtapeOperation[], aujourdhui: string): readonly EcartSaisie[] {
  return etapes.flatMap(({ phase, debutReel, finReelle }) => {
    const reels = [
      ["debutReel", debutReel],
      ["finReelle", finReelle],
    ] as const;
    return reels
      .filter(([, jour]) => jour !== null && jour > aujourdhui)
      .map(([champ]) =>
        ecart(
          `${phase}-${champ}`,
          "operation-date-future",
          `${LIBELLE_PHASE_OPERATION[phase]}\u00A0: une date réelle ne peut être à venir. Écrivez-la comme prévue.`,
        ),
      );
  });
}

function ecart(champ: string, code: string, message: string): EcartSaisie {
  return { champ, code, message };
}

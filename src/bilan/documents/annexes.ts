import { composeBilanFlux } from "#engagements/documents/contingents-document.ts";
import { composeConvention } from "#engagements/documents/convention-document.ts";
import type { Bloc, DocumentMisEnPage } from "#socle/documents/document.ts";
import { tableauTextes } from "#socle/documents/tableau-textes.ts";
import { formatJourCourt } from "#socle/regles/shared/format.ts";
import type { CaseBilan, ListeBilans } from "../lectures/bilan-bailleur/bilan-bailleur.ts";
import { LIBELLE_ETAT_BILAN } from "../lectures/bilan-bailleur/ports.ts";
import { type Annexes, SECTIONS_ANNEXES, type Section, type SectionAnnexe } from "../lectures/rapport/ports.ts";
import { composeEffort } from "./effort-document.ts";
import { composeMesures } from "./mesures-document.ts";
import { composePublics } from "./publics-document.ts";

export function isAnnexe(section: Section): section is SectionAnnexe {
  return SECTIONS_ANNEXES.some((annexe) => annexe === section);
}

/** Without its sources, which the report lists. null: nothing was frozen. */
export function composeAnnexe(section: SectionAnnexe, annexes: Annexes | undefined): Bloc[] | null {
  const frozen = annexes?.[section];
  if (frozen === undefined) return null;
  if (frozen === null) return [{ kind: "note", texte: RIEN[section] ?? "Rien à montrer pour cette période." }];
  return COMPOSERS[section](annexes ?? {});
}

const RIEN: Partial<Record<SectionAnnexe, string>> = {
  convention: "Aucune convention n’était en vigueur à la fin de la période.",
};

const COMPOSERS: Readonly<Record<SectionAnnexe, (annexes: Annexes) => Bloc[]>> = {
  objectifs: ({ objectifs }) => (objectifs ? flatten(composeEffort(objectifs)) : []),
  "publics-prioritaires": (annexes) => {
    const publics = annexes["publics-prioritaires"];
    return publics ? flatten(composePublics(publics)) : [];
  },
  flux: ({ flux }) => (flux ? flatten(composeBilanFlux(flux, null)) : []),
  "bilans-bailleurs": (annexes) => {
    const liste = annexes["bilans-bailleurs"];
    return liste ? [tableauBilans(liste)] : [];
  },
  convention: ({ convention }) => (convention ? flatten(composeConvention(convention)) : []),
  mesures: ({ mesures }) => (mesures ? flatten(composeMesures(mesures)) : []),
};

/** Turns the sections of a document into sub-headings of one part. */
function flatten({ sections }: DocumentMisEnPage): Bloc[] {
  return sections
    .filter(({ titre }) => !titre.startsWith("Méthode"))
    .flatMap(({ titre, blocs }): Bloc[] => [{ kind: "sous-titre", texte: titre }, ...blocs]);
}

function tableauBilans({ annee, lignes }: ListeBilans): Bloc {
  return tableauTextes(
    `Bilans trimestriels des bailleurs, ${annee}`,
    [
      ["Bailleur", 3],
      ["T1", 2],
      ["T2", 2],
      ["T3", 2],
      ["T4", 2],
    ],
    lignes.map(({ nom, cases }) => [nom, ...cases.map(sayCase)]),
    { note: "Un bilan signé ne change plus : un import ultérieur montre l’écart, à côté." },
  );
}

function sayCase({ etat, le, change }: CaseBilan): string {
  if (etat === "sans-bail") return "aucun bail publié";
  const day = le === null ? "" : ` le ${formatJourCourt(le)}`;
  const since = change ? " ; les données ont changé depuis" : "";
  return etat === "a-preparer" ? "à préparer" : `${LIBELLE_ETAT_BILAN[etat]}${day}${since}`;
}

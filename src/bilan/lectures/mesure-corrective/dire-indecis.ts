import { sayIndecidable } from "#droit/regles/dire-causes.ts";
import { joinFrench } from "#socle/regles/shared/format.ts";
import type { CoteAnnee } from "./mesures.ts";

/** Why a side is undecided, and what would settle it; follows « indécidable : ». */
export function sayCoteIndecise({ ligne, inconnus, suffit, contredit }: CoteAnnee): string {
  const unknown = suffit > 0 ? [sayIndecidable(inconnus, suffit)] : [];
  if (contredit.length > 0) return [sayContredit(contredit), ...unknown].join(" ; ");
  const doutes = [ligne.plancher, ligne.cible].flatMap((objectif) => objectif?.doute ?? []);
  return [...new Set(doutes), ...unknown].join(" ; ");
}

function sayContredit(contredit: CoteAnnee["contredit"]): string {
  const sources = joinFrench(contredit.map(({ source }) => source));
  return contredit.length > 1
    ? `d’autres extractions (${sources}) disent le contraire, il reste à établir laquelle est juste`
    : `une autre extraction (${sources}) dit le contraire, il reste à établir laquelle est juste`;
}

const COTES: Readonly<Record<CoteAnnee["objet"], string>> = {
  "hors-qpv": "hors quartier prioritaire",
  qpv: "en quartier prioritaire",
};

/** The same for the year; sides are named when both are undecided. */
export function sayAnneeIndecise(cotes: readonly CoteAnnee[]): string {
  const undecided = cotes.filter(({ issue }) => issue === "indecidable");
  const named = (cote: CoteAnnee) => (undecided.length > 1 ? `${COTES[cote.objet]}, ` : "");
  return undecided.map((cote) => `${named(cote)}${sayCoteIndecise(cote)}`).join(" ; ");
}

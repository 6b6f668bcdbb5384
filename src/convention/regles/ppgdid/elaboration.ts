import { findValeur, parametre } from "#droit/regles/parametre.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { ActePpgdid, NatureActePpgdid } from "./acte.ts";
import { type ControlePpgdid, citing } from "./controle.ts";
import type { PlanPpgdid } from "./plan.ts";

const PORTER_A_CONNAISSANCE = parametre.nombre("porter-a-connaissance-ppgdid");
const AVIS = parametre.nombre("avis-ppgdid");

/** CCH, art. L. 441-2-8 and R. 441-2-11 to R. 441-2-12: steps of a draft before its adoption. */
export function checkElaboration({ actes }: PlanPpgdid, jour: string): readonly ControlePpgdid[] {
  const lancement = lastOf(actes, "lancement");
  if (!lancement) {
    const phrase = "Aucune délibération ne lance l’élaboration du plan.";
    return [{ code: "lancement", etat: "manque", phrase, article: "CCH, art. R. 441-2-11", aConfirmer: false }];
  }
  const saisine = lastOf(actes, "saisine-avis");
  return [
    checkPorterAConnaissance(actes, lancement.date, jour),
    ...(saisine ? checkAvis(actes, saisine.date, jour) : []),
  ];
}

function lastOf(actes: readonly ActePpgdid[], nature: NatureActePpgdid): ActePpgdid | undefined {
  return actes.filter((acte) => acte.nature === nature).at(-1);
}

function checkPorterAConnaissance(actes: readonly ActePpgdid[], depuis: string, jour: string): ControlePpgdid {
  const cited = { code: "porter-a-connaissance", ...citing(PORTER_A_CONNAISSANCE, depuis) };
  const done = lastOf(actes, "porter-a-connaissance");
  if (done) return { ...cited, etat: "fait", phrase: `Porter à connaissance du ${formatJour(done.date)}.` };
  const due = addMonths(depuis, findValeur(PORTER_A_CONNAISSANCE, depuis).valeur);
  return jour > due
    ? {
        ...cited,
        etat: "manque",
        phrase: `Le porter à connaissance du préfet était attendu avant le ${formatJour(due)}.`,
      }
    : {
        ...cited,
        etat: "a-venir",
        phrase: `Le porter à connaissance du préfet est attendu avant le ${formatJour(due)}.`,
      };
}

/** Silence counts as a favourable opinion after the delay; a change that the State asked for must be made before the adoption. */
function checkAvis(actes: readonly ActePpgdid[], depuis: string, jour: string): readonly ControlePpgdid[] {
  const due = addMonths(depuis, findValeur(AVIS, depuis).valeur);
  const cited = citing(AVIS, depuis);
  const avis = (nature: "avis-communes" | "avis-cil", de: string): ControlePpgdid => {
    const done = lastOf(actes, nature);
    const common = { code: nature, ...cited };
    if (done && done.date >= depuis)
      return { ...common, etat: "fait", phrase: `Avis ${de} du ${formatJour(done.date)}.` };
    return jour > due
      ? {
          ...common,
          etat: "fait",
          phrase: `Avis ${de} réputé favorable : aucun n’est venu avant le ${formatJour(due)}.`,
        }
      : {
          ...common,
          etat: "a-venir",
          phrase: `L’avis ${de} est attendu avant le ${formatJour(due)} ; le silence vaut avis favorable.`,
        };
  };
  const demande = lastOf(actes, "demande-etat");
  return [
    avis("avis-communes", "des communes"),
    avis("avis-cil", "de la conférence"),
    ...(demande && demande.date >= depuis
      ? [
          {
            code: "demande-etat",
            ...cited,
            etat: "manque" as const,
            phrase: `L’État a demandé des modifications le ${formatJour(demande.date)} : le plan ne peut être adopté avant qu’elles soient faites et le projet soumis de nouveau.`,
          },
        ]
      : []),
  ];
}

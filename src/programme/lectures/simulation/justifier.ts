import type { Confiance } from "#socle/regles/shared/confiance.ts";
import { LEVIERS } from "../../regles/simulation/facteur.ts";
import type { HypothesesSimulation, Justification } from "../../regles/simulation/hypotheses.ts";
import { ETALEMENT_INITIAL, writePourcent } from "./saisie-initiale.ts";
import { isLaisse, type SaisieLue } from "./saisie-lue.ts";

const SAISI: Justification = { source: "Saisi pour ce scénario, sans source", confiance: "B" };
/** A lever is a choice: it has no confidence. */
const LEVIER: Justification = { source: "Levier choisi pour ce scénario", confiance: "B" };

/** Source of each value: the data when the field was left unchanged, else the person who typed it. */
export function justify(lu: SaisieLue): HypothesesSimulation["justifications"] {
  const { calage } = lu;
  const { reference, parc, objectifs, groupes } = calage;
  const data = (champs: readonly string[], source: string | undefined, confiance: Confiance = "M"): Justification =>
    source !== undefined && champs.every((champ) => isLaisse(lu, champ)) ? { source, confiance } : SAISI;
  const observed = reference === null ? undefined : `${reference.source}, année reconduite`;
  return {
    ...Object.fromEntries(LEVIERS.map((levier) => [levier, LEVIER])),
    reference: data(["reference.attributions", "reference.q1"], reference?.source),
    attributionsHorsQpv: data(["attributions.hors"], observed, "B"),
    attributionsQpv: data(["attributions.qpv"], observed, "B"),
    groupes: justifyGroupes(lu),
    etalement: justifyEtalement(lu),
    calendrierNeufs:
      groupes.length > 0 && isLaisse(lu, "neufs.debut") && isLaisse(lu, "neufs.fin")
        ? {
            source: "Hypothèse de Blaise : deux ans après la première démolition, un an après la dernière",
            confiance: "B",
          }
        : SAISI,
    parcQpv: data(champsZone("qpv"), parcSource(parc?.source)),
    parcHorsQpv: data(champsZone("hors"), parcSource(parc?.source)),
    cibles: isLaisse(lu, "periode.cible")
      ? { source: ciblesSource(objectifs), confiance: objectifs.convention === null ? objectifs.legal.confiance : "S" }
      : SAISI,
    bailleurs: {
      source: "Hypothèse de Blaise : relogements et logements reconstruits répartis comme le parc hors QPV",
      confiance: "B",
    },
  };
}

function champsZone(zone: string): readonly string[] {
  return ["logements", "vacants", "rotation"].map((champ) => `parc.${zone}.${champ}`);
}

function parcSource(source: string | undefined): string | undefined {
  return source === undefined ? undefined : `${source} ; départs : attributions de l’année sur logements occupés`;
}

/** The source of the period already names the convention when the convention sets the period. */
function ciblesSource({ convention, legal, periode }: SaisieLue["calage"]["objectifs"]): string {
  const written = convention === null || periode.source.startsWith(convention) ? [] : [convention];
  return [...new Set([...written, periode.source, legal.source])].join(" ; ");
}

function justifyGroupes(lu: SaisieLue): Justification {
  const { groupes } = lu.calage;
  const asRegistered = groupes.every(({ code, logements, occupes, annee }) => {
    const counted = logements !== null && occupes !== null && annee !== null;
    return counted && isLaisse(lu, `groupe.${code}.annee`);
  });
  if (groupes.length === 0 || !asRegistered)
    return groupes.length === 0 ? { source: "Registre du programme", confiance: "S" } : SAISI;
  return { source: [...new Set(groupes.map(({ source }) => source))].join(" ; "), confiance: "S" };
}

function justifyEtalement({ saisie }: SaisieLue): Justification {
  const initial = ETALEMENT_INITIAL.every((part, rang) => saisie[`etalement.${rang}`]?.trim() === writePourcent(part));
  return initial ? { source: "Hypothèse de Blaise : 60 % la première année, 40 % la suivante", confiance: "B" } : SAISI;
}

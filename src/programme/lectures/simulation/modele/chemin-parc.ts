import { formatNombre, formatTaux } from "#socle/regles/shared/format.ts";
import type { HypothesesSimulation, ParcSimule, ParcsSimules } from "../../../regles/simulation/hypotheses.ts";
import type { ParcAnnee } from "../../../regles/simulation/parc.ts";
import { computeTrajectoire, type Trajectoire } from "../../../regles/simulation/trajectoire.ts";
import { bailleurSujet } from "./bailleurs.ts";
import { shareAttributions } from "./entiers.ts";
import type { CheminParc } from "./resultat.ts";

const ZONES = ["qpv", "horsQpv"] as const;
const NOM_ZONE = { qpv: "en QPV", horsQpv: "hors QPV" } as const;

/** Stock of the territory in each zone, then of each bailleur whose stock is known. */
export function describeParcs(h: HypothesesSimulation, territoire: Trajectoire): CheminParc[] {
  const attributions = shareAttributions(h);
  return [
    ...describeChemins(h.parc, territoire, null),
    ...h.bailleurs.flatMap((bailleur, rang) => {
      const sujet = bailleurSujet(bailleur, attributions[rang] ?? 0);
      const { siren, libelle } = bailleur;
      return describeChemins(bailleur.parc, computeTrajectoire(h, sujet), { siren, libelle });
    }),
  ];
}

function describeChemins(
  parcs: ParcsSimules,
  { parcs: chemins }: Trajectoire,
  bailleur: CheminParc["bailleur"],
): CheminParc[] {
  return ZONES.flatMap((zone) => {
    const [parc, annees] = [parcs[zone], chemins[zone]];
    if (parc === null || annees === null) return [];
    const vacanceDepart = parc.logements === 0 ? null : 1 - parc.occupes / parc.logements;
    return [{ zone, bailleur, vacanceDepart, annees, phrase: sayChemin(zone, parc, vacanceDepart, annees) }];
  });
}

function sayChemin(
  zone: (typeof ZONES)[number],
  parc: ParcSimule,
  depart: number | null,
  annees: readonly ParcAnnee[],
): string {
  const last = annees.at(-1);
  if (!last || depart === null || last.vacance === null) return `Aucun logement ${NOM_ZONE[zone]}.`;
  const missing = annees.filter(({ nonServies }) => nonServies >= 0.5).map(({ annee }) => annee);
  const short = missing.length === 0 ? "" : ` Le parc ne suffit plus aux attributions demandées dès ${missing[0]}.`;
  return (
    `Vacance ${NOM_ZONE[zone]} : de ${formatTaux(depart)} à ${formatTaux(last.vacance)} fin ${last.annee}, ` +
    `pour ${formatNombre(Math.round(last.logements))} logements (${formatNombre(parc.logements)} au départ).${short}`
  );
}

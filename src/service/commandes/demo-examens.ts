import { examinerOccupation, suivreBail } from "#attributions/actes/examen-occupation/examiner-occupation.ts";
import { bailleurOf } from "#attributions/lectures/examen-occupation/read-examens.ts";
import type { Base } from "#socle/lectures/base.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { BAUX_SUIVIS_DEMO, type BailSuiviDemo } from "../../../demo/examens-occupation.ts";
import { baseDemo } from "./demo-base.ts";
import { jourAvant } from "./demo-vies.ts";
import type { Session } from "./session.ts";

const SAINT_DIZIER = "52448";

/** Leases followed by the synthetic account of a bailleur, some of them examined. Does nothing when there are some already. */
export async function openExamensDemo(session: Session, epci: string): Promise<void> {
  const base = await baseDemo(session, "agent-bailleur", { ressource: "examen-occupation", action: "creer" });
  if (base === null || bailleurOf(base, epci) === null) return;
  if ((await base.examensOccupation.baux(epci)).length > 0) return;
  const aujourdhui = session.horloge.aujourdhui();
  for (const bail of BAUX_SUIVIS_DEMO) await openOne(base, epci, bail, aujourdhui);
}

async function openOne(base: Base, epci: string, demo: BailSuiviDemo, aujourdhui: string): Promise<void> {
  const { cle, reference, typologie, surface, signe, examen } = demo;
  const bail = await suivreBail(base, {
    epci,
    cle,
    reference,
    typologie,
    surface,
    commune: SAINT_DIZIER,
    synthetique: true,
    aujourdhui,
    signeLe: addMonths(aujourdhui, -signe),
  });
  if (!examen) return;
  await examinerOccupation(base, {
    epci,
    bail,
    aujourdhui,
    examineLe: jourAvant(aujourdhui, examen.jours),
    adaptation: null,
    faits: { ...examen.faits, typologie, surface },
  });
}

import { modifierAction } from "#gouvernance/actes/action/ecrire-action.ts";
import { ajouterJalon, atteindreJalon } from "#gouvernance/actes/action/ecrire-jalon.ts";
import { ajouterRealisation } from "#gouvernance/actes/action/ecrire-realisation.ts";
import { suivreAction } from "#gouvernance/actes/action/suivre-action.ts";
import type { Base } from "#socle/lectures/base.ts";
import { type ActionProgrammeDemo, type JalonActionDemo, PROGRAMME_ACTIONS } from "../../../demo/actions-programme.ts";
import { faitsOf } from "../../../demo/faits-suite.ts";
import { baseDemo, type SessionDemo } from "./demo-base.ts";

/**
 * Completes the actions of the convention through the acts, with the rights of the synthetic accounts; only the past milestones are
 * reached or reported. Does nothing without actions, or when one has its summary already. The synthetic accounts must exist.
 */
export async function openActionsDemo(session: SessionDemo, epci: string): Promise<void> {
  const agent = await baseDemo(session, "agent-epci", { ressource: "action", action: "modifier" });
  const bailleur = await baseDemo(session, "responsable-bailleur", { ressource: "action", action: "modifier" });
  if (agent === null) return;
  const actions = await agent.actions.list(epci);
  if (actions.length === 0 || actions.some(({ resume }) => resume !== null)) return;
  const aujourdhui = session.horloge.aujourdhui();
  const ou = { epci, aujourdhui, relu: true };
  await agent.transaction(async (tx) => {
    for (const demo of PROGRAMME_ACTIONS) {
      const action = actions.find(({ numero }) => numero === demo.numero);
      if (!action) continue;
      const { resume, pilote, indicateurs, numero } = demo;
      const publie = action.publieLe !== null;
      await modifierAction(tx, { ...action, ...ou, ancien: numero, resume, pilote, indicateurs, publie });
      for (const jalon of demo.jalons) await writeJalon(tx, { ...ou, numero }, jalon);
      for (const realisation of demo.realisations ?? []) {
        await ajouterRealisation(tx, { ...ou, numero, ...SANS_FAIT, ...realisation });
      }
      await follow(tx, "agent-epci", demo, ou);
    }
  });
  if (bailleur === null) return;
  for (const demo of PROGRAMME_ACTIONS) await follow(bailleur, "responsable-bailleur", demo, ou);
}

/** A fact of each kind that the document leaves empty, of the last year that is over. Does nothing without its action. */
export async function openFaitsSuite(session: SessionDemo, epci: string, annee: number): Promise<void> {
  const agent = await baseDemo(session, "agent-epci", { ressource: "action", action: "modifier" });
  if (agent === null) return;
  const numeros = new Set((await agent.actions.list(epci)).map(({ numero }) => numero));
  const ou = { epci, aujourdhui: session.horloge.aujourdhui(), relu: true };
  await agent.transaction(async (tx) => {
    for (const fait of faitsOf(annee)) {
      if (numeros.has(fait.numero)) await ajouterRealisation(tx, { ...ou, ...SANS_FAIT, ...fait });
    }
  });
}

const SANS_FAIT = {
  partenaire: null,
  commune: null,
  objet: null,
  etat: null,
  prevu: null,
  realise: null,
  montant: null,
  le: null,
} as const;

type Ou = { readonly epci: string; readonly aujourdhui: string; readonly relu: boolean };

async function writeJalon(base: Base, ou: Ou & { readonly numero: number }, demo: JalonActionDemo): Promise<void> {
  const { atteintLe, ...texte } = demo;
  const jalon = await ajouterJalon(base, { ...ou, ...texte });
  if (atteintLe === null || atteintLe > ou.aujourdhui) return;
  await atteindreJalon(base, { ...ou, jalon, le: atteintLe, livrable: null, chemin: null });
}

async function follow(base: Base, role: string, demo: ActionProgrammeDemo, ou: Ou): Promise<void> {
  for (const { qui, le, etat, note } of demo.suivis) {
    if (qui !== role || le > ou.aujourdhui) continue;
    await suivreAction(base, { ...ou, numero: demo.numero, etat, le, note, publie: true });
  }
}

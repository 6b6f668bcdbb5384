import { ouvrirCas } from "#gouvernance/actes/cas-bloque/ouvrir-cas.ts";
import { proposerCas } from "#gouvernance/actes/cas-bloque/suivre-cas.ts";
import { CAS_BLOQUES, type CasBloqueDemo } from "../../../demo/cas-bloques.ts";
import { baseDemo, type SessionDemo } from "./demo-base.ts";

/**
 * Opens blocked cases through the acts, each with the rights of its synthetic author, on its day. Does nothing when
 * there is one already without a rehousing file. The synthetic accounts must exist.
 */
export async function openCasBloquesDemo(session: SessionDemo, epci: string): Promise<void> {
  const agent = await baseDemo(session, "agent-epci", { ressource: "cas-bloque", action: "lire" });
  if (agent === null) return;
  if ((await agent.casBloques.list(epci)).some(({ relogement }) => relogement === null)) return;
  for (const cas of CAS_BLOQUES) await writeCas(session, epci, cas);
}

async function writeCas(session: SessionDemo, epci: string, demo: CasBloqueDemo): Promise<void> {
  const { qui, ouvertLe, propositions, ...faits } = demo;
  const base = await baseDemo(session, qui, { ressource: "cas-bloque", action: "creer" });
  if (base === null) return;
  const common = { epci, relu: true };
  const { reference } = await ouvrirCas(base, {
    ...faits,
    ...common,
    bailleur: null,
    operation: null,
    synthetique: true,
    aujourdhui: ouvertLe,
  });
  for (const { qui: auteur, ...proposition } of propositions) {
    const own = await baseDemo(session, auteur, { ressource: "cas-bloque", action: "creer" });
    const cas = await own?.casBloques.findReference(epci, reference);
    if (own && cas) await proposerCas(own, { ...proposition, ...common, cas, aujourdhui: proposition.le });
  }
}

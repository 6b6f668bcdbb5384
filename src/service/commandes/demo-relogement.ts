import { fichierOf } from "#donnees/formats/fichier.ts";
import { confirmerRime } from "#relogement/actes/rime/confirmer.ts";
import { readRime } from "#relogement/formats/rime/read-rime.ts";
import type { Base } from "#socle/lectures/base.ts";
import { bailleurOf } from "../../../demo/bailleurs.ts";
import { generateRelogement } from "../../../demo/relogement.ts";
import { IMMEUBLES } from "../../../demo/relogement-plan.ts";
import { menagesSecond, operationSecond } from "../../../demo/relogement-second.ts";
import { baseDemo, type SessionDemo } from "./demo-base.ts";
import { ficheOf, writeOperation } from "./demo-operations.ts";

/**
 * The synthetic agent of the EPCI entrusts the five demolitions to the synthetic officer, then the households are imported from a bailleur's
 * file. Does nothing when there are households already, or no demolition. The synthetic accounts must exist.
 */
export async function openRelogementDemo(session: SessionDemo, epci: string): Promise<void> {
  const agent = await baseDemo(session, "agent-epci", { ressource: "relogement", action: "lire" });
  const officier = await baseDemo(session, "relogement", { ressource: "relogement", action: "creer" });
  if (agent === null || officier === null) return;
  if ((await agent.relogements.list(epci)).length > 0) return;
  if (!(await entrust(session, agent, officier, epci))) return;
  const aujourdhui = session.horloge.aujourdhui();
  const { menages, offres } = generateRelogement(aujourdhui);
  const lu = await readRime([fichierOf("menages.csv", menages), fichierOf("offres.csv", offres)], {
    aujourdhui,
    colonnes: {},
  });
  const { problemes } = await confirmerRime(officier, { epci, lu, aujourdhui, synthetique: true, empreinte: null });
  if (problemes.length > 0) throw new Error(`rehousing file of the demonstration: ${JSON.stringify(problemes[0])}`);
}

/** Missions start with the year of the first building; created once. */
async function entrust({ horloge }: SessionDemo, agent: Base, officier: Base, epci: string): Promise<boolean> {
  const { compte } = officier.acteur;
  if (compte === null) return false;
  const noms: readonly string[] = IMMEUBLES.map(({ operation }) => operation);
  const operations = (await agent.operations.list(epci)).filter(
    ({ genre, nom }) => genre === "demolition" && noms.includes(nom),
  );
  if (operations.length < IMMEUBLES.length) return false;
  const confiees = new Set((await agent.relogements.missions(epci)).map(({ operation }) => operation));
  const du = horloge.aujourdhui();
  for (const { id } of operations.filter((operation) => !confiees.has(operation.id))) {
    await agent.relogements.addMission(epci, { operation: id, compte, du });
  }
  return true;
}

/** The demolition of the second bailleur and its households, in the hands of the same officer. Does nothing without the operation's bailleur. */
export async function openRelogementSecond(session: SessionDemo, epci: string): Promise<void> {
  const agent = await baseDemo(session, "agent-epci", { ressource: "programme", action: "creer" });
  const officier = await baseDemo(session, "relogement", { ressource: "relogement", action: "creer" });
  const compte = officier?.acteur.compte ?? null;
  if (agent === null || officier === null || compte === null) return;
  const aujourdhui = session.horloge.aujourdhui();
  const operation = operationSecond(Number(aujourdhui.slice(0, 4)));
  const { siren } = bailleurOf("hamaris");
  const porteur = (await agent.operations.bailleurs(epci)).find((one) => one.siren === siren);
  if (!porteur) return;
  const fiche = ficheOf(operation, porteur.organisation, new Map());
  const id = await writeOperation(agent, { epci, aujourdhui }, operation, fiche);
  await agent.relogements.addMission(epci, { operation: id, compte, du: aujourdhui });
  const jour = aujourdhui.split("-").toReversed().join("/");
  const fichier = fichierOf("menages-genets.csv", menagesSecond(operation.nom, jour));
  const lu = await readRime([fichier], { aujourdhui, colonnes: {} });
  const { problemes } = await confirmerRime(officier, { epci, lu, aujourdhui, synthetique: true, empreinte: null });
  if (problemes.length > 0) throw new Error(`second rehousing file: ${JSON.stringify(problemes[0])}`);
}

import { afterAll, beforeAll, expect, it, test } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { annulationOf, expectAnnulable } from "../fixtures/annulation.ts";
import { openVisiteurs, type Visiteurs } from "../fixtures/visiteurs.ts";

let visiteurs: Visiteurs;
beforeAll(async () => {
  visiteurs = await openVisiteurs();
});
afterAll(() => visiteurs.close());

type Champs = Readonly<Record<string, string | readonly string[]>>;
const ask = (chemin: string, role: RoleHabilite = "agent-epci") => visiteurs.ask(role, chemin);
const send = (chemin: string, champs: Champs = {}) => visiteurs.send("agent-epci", chemin, champs);
const textOf = async (chemin: string) => (await ask(chemin)).text;
const rows = async (sql: string) => (await visiteurs.database.pool.query(sql)).rows;
const idOf = async (sql: string) => Number((await rows(sql))[0]?.id);

/** `page`: what shows that all is as before. */
const annuler = (page: string, chemin: string, champs: Champs = {}) =>
  expectAnnulable({ ask, send, lire: () => textOf(page), faire: () => send(chemin, champs) });

test.each([
  [
    "reperes",
    "reperes/demarches",
    { titre: "Révision du PLH", quand: "2024-06", document: "plh", source: "Délibération" },
  ],
  [
    "reperes",
    "reperes/populations",
    { lieu: "commune:52448", habitants: "24 000", millesime: "2016", source_population: "Recensement" },
  ],
  ["donnees/zones", "donnees/zones", { nom: "Rive gauche" }],
])("%s: what was just added goes", async (page, chemin, champs) => {
  const vers = await annuler(page, chemin, champs);
  // Read by a desk, which may not write it.
  const lu = await ask(vers, "guichet");
  expect([lu.statut, annulationOf(lu.html)]).toEqual([page === "reperes" ? 200 : 403, null]);
});

it("a contact of a member", async () => {
  const [membre] = await rows("select id, instance from instance_membre order by id limit 1");
  const page = `commission/instances/${membre?.instance}`;
  const contact = { nom: "Service", courriel: "service@essai.exemple" };
  const vers = await annuler(page, `${page}/membres/${membre?.id}/contacts`, contact);
  const lu = await ask(vers, "etat");
  expect([lu.statut, lu.text.includes("Les contacts sont enregistrés"), annulationOf(lu.html)]).toEqual([
    200,
    true,
    null,
  ]);
});

/** Address of a meeting in preparation. */
async function prepareReunion(): Promise<string> {
  const instance = await idOf("select id from instance where genre = 'commission-coordination'");
  const reunion = { titre: "Commission", jour: "2030-05-06", heure: "14:00", duree: "120", lieu: "", visio: "" };
  const { vers, text } = await send("commission/reunions/nouvelle", { ...reunion, instance: String(instance) });
  const [, page] = /(commission\/reunions\/\d+)\?/.exec(vers ?? "") ?? [];
  if (page === undefined) throw new Error(text.slice(0, 2000));
  return page;
}

it("a piece joined to a meeting, or taken away from it", async () => {
  const page = await prepareReunion();
  const reunion = page.split("/").at(-1);
  const cle =
    /<option value="((?:rapport|pack|bilan-bailleur|convention-objectif|releve):[^"]+)"/.exec(
      (await ask(page)).html,
    )?.[1] ?? "";
  await annuler(page, `${page}/pieces`, { cle });
  await send(`${page}/pieces`, { cle });
  const piece = async () => idOf(`select max(id) as id from reunion_piece where reunion = ${reunion}`);
  const jointes = () =>
    rows(`select genre, reference, titre, empreinte from reunion_piece where reunion = ${reunion} order by 1, 2`);
  const retire = `${page}/pieces/${await piece()}/retirer`;
  await expectAnnulable({ ask, send, lire: jointes, faire: () => send(retire) });
});

it("a point of an agenda, but not the same one written twice", async () => {
  const page = `${await prepareReunion()}/ordre-du-jour`;
  const reunion = page.split("/").at(-2);
  const ordre = () => rows(`select titre, rang from reunion_point where reunion = ${reunion} order by rang`);
  const ecrire = (titre: string) => send(`${page}/libre`, { titre, texte: "" });
  await expectAnnulable({ ask, send, lire: ordre, faire: () => ecrire("Calendrier") });
  expect((await ecrire("Second")).statut).toBe(303);
  expect((await ecrire("Second")).vers).toMatch(/fait=libre$/);
});

it("a milestone of an action, a line of an operation's funding", async () => {
  const jalons = () => rows("select action, libelle, echeance from action_jalon where retire_le is null order by id");
  const faire = () => send("actions/8/jalons", { libelle: "Local trouvé", echeance: "2027-10-01" });
  const vers = await expectAnnulable({ ask, send, lire: jalons, faire });
  expect(annulationOf((await ask(vers, "membre-coordination")).html)).toBeNull();
  const operation = await idOf("select id from operation order by id limit 1");
  await annuler(`programme/operations/${operation}`, `programme/operations/${operation}/financements`, {
    financeur: "Région",
    montant: "1000",
    etatFinancement: "sollicite",
    leFinancement: "",
  });
});

it("the draft of a list of résidences", async () => {
  const listes = "observatoire/desequilibres/listes";
  const ouverte = await idOf("select id from liste_mixite where arretee_le is null");
  await send(`${listes}/${ouverte}/abandon`);
  await annuler(listes, listes);
});

it("the publication of a file, which the State reads but for another's", async () => {
  const id = await idOf(
    "select max(p.lot) as id from publication p join lot l on l.id = p.lot where p.source = 'sne-attributions' and l.profil <> 'registre'",
  );
  const bilan = () => textOf("bilan?annee=2018");
  await send(`donnees/lots/${id}/annuler`);
  const vers = await expectAnnulable({
    ask,
    send,
    lire: bilan,
    faire: () => send(`donnees/lots/${id}/publier`, { confirme: "oui" }),
  });
  expect((await ask(vers, "agent-bailleur")).html).not.toContain("Annuler<span");
  expect((await send(`donnees/lots/${id}/publier`, { confirme: "oui" })).statut).toBe(303);
});

it("an address located, several together, and none where a decision was replaced", async () => {
  const page = "donnees/localiser";
  const cles = (html: string) => [...html.matchAll(/name="adresses" value="([^"]+)"/g)].map(([, cle = ""]) => cle);
  const cle = /name="adresse" value="([^"]+)"/.exec((await ask(page)).html)?.[1] ?? "";
  const bilan = async () => [await textOf("bilan?annee=2017"), await textOf("bilan?annee=2018")];
  const une = (situation: string) =>
    send(page, { adresse: cle, proposition: "", situation, motif: "plan du bailleur" });
  await expectAnnulable({ ask, send, lire: bilan, faire: () => une("qpv") });

  const groupe =
    /href="[^"]*(donnees\/localiser\/groupe\?[^"]*)"/.exec((await ask(page)).html)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const question = new URLSearchParams(groupe.split("?")[1]);
  const [commune = "", bailleur = ""] = [question.get("commune") ?? "", question.get("bailleur") ?? ""];
  const adresses = cles((await ask(groupe)).html).slice(0, 2);
  const ensemble = () =>
    send(`${page}/groupe`, { commune, bailleur, adresses, situation: "hors-qpv", motif: "plan du bailleur" });
  const vers = await expectAnnulable({ ask, send, lire: bilan, faire: ensemble });
  // Taken one by one meanwhile, by somebody else: nothing is half done.
  const done = await ensemble();
  const { chemin = "", champs = {} } =
    annulationOf((await ask((done.vers ?? "").replace(/^\/t\/\d{9}\//, ""))).html) ?? {};
  await send(`${page}/${champs.premier}/annuler`);
  const apres = await bilan();
  const refused = await send(chemin, champs);
  expect([refused.statut, refused.text.includes("rien n’est annulé")]).toEqual([409, true]);
  expect(await bilan()).toEqual(apres);
  expect((await ask(vers, "agent-bailleur")).statut).toBe(403);

  expect((await une("inconnue")).vers).toMatch(/fait=ecarte&annuler=\d+$/);
  expect((await une("qpv")).vers).toMatch(/fait=localise$/);
});

it("an act of the perimeter, which counts the leases again", async () => {
  const page = "donnees/perimetre";
  const sortie = { geste: "ecrire", genre: "sortie", jour: "2017-01-01", acte: "arrêté du préfet" };
  const bilan = () => textOf("bilan?annee=2018");
  const une = () => send(page, { ...sortie, communes: "52448" });
  await expectAnnulable({ ask, send, lire: bilan, faire: une });
  const commune = (await rows("select commune from territoire_commune where commune <> '52448' order by 1 limit 1"))[0]
    ?.commune;
  const deux = await send(page, { ...sortie, communes: `52448 ${commune}` });
  expect(deux.vers).toMatch(/fait=ecrit$/);
});

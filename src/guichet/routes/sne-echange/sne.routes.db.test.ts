import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { openCoffre } from "#service/commandes/coffre.ts";
import { HORLOGE } from "#service/commandes/session.ts";
import { readTexte } from "../../../../test/fixtures/lecture.ts";
import { expectSoundPage } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";
import { addOrganisation } from "../../../../test/journal/personnes.ts";

const EPCI = "200068666";
const CHEMIN = "demandes/sne";
const NUMERO = "052180000000000001";

let visiteurs: Visiteurs;
let ailleurs: number;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: HORLOGE.aujourdhui() });
  ailleurs = await addOrganisation(visiteurs.database.pool, "bailleur", "Guichet d’en face");
});
afterAll(() => visiteurs.close());

const rows = async (text: string, params: readonly unknown[] = []) =>
  (await visiteurs.database.pool.query<Record<string, unknown>>(text, [...params])).rows;

type Champs = Readonly<Record<string, unknown>>;

/** A registered file of the desk, unless the fields say otherwise. */
async function addDossier(demandeur: Champs, menage: Champs = {}): Promise<string> {
  // The instant is the test's, since the engine's clock differs.
  const commun = { epci: EPCI, guichet: visiteurs.organisation, modifie_le: HORLOGE.maintenant() };
  const tous: Champs = { ...commun, etat: "active", synthetique: true, ...demandeur };
  const insert = (table: string, champs: Champs, retour: string) =>
    rows(
      `insert into ${table} (${Object.keys(champs).join(", ")})
       values (${Object.keys(champs).map((_, rang) => `$${rang + 1}`)}) returning ${retour} as id`,
      Object.values(champs),
    );
  const [row] = await insert("nominatif.demandeur", tous, "id");
  const { id } = z.object({ id: z.string() }).parse(row);
  await insert("nominatif.menage", { demandeur: id, epci: EPCI, ...menage }, "demandeur");
  return id;
}

const nationaleRow = z.object({
  cle: z.string(),
  cree: z.string(),
  renouvele: z.string(),
  commune: z.string(),
  typologie: z.string(),
  taille: z.number(),
});

/** Renewed demandes of the published stock. */
async function nationales() {
  return z.array(nationaleRow).parse(
    await rows(
      `select d.cle, d.cree_le as cree, d.renouvele_le as renouvele, d.commune, d.typologie, d.taille_menage as taille
         from publication p join demande d on d.lot = p.lot
        where p.epci = $1 and p.source = 'sne-demandes' and d.renouvele_le > d.cree_le and d.taille_menage < 5
          and d.commune is not null and d.typologie is not null and p.periode = (
              select max(periode) from publication where epci = $1 and source = 'sne-demandes')
        order by d.ligne limit 3`,
      [EPCI],
    ),
  );
}

describe("the national file beside the desk's own", () => {
  it("matches by the hash, tells what differs, and proposes what it shows", async () => {
    const [un, deux, trois] = await nationales();
    if (!un || !deux || !trois) throw new Error("three renewed demandes expected in the demonstration");
    const [bail] = await rows(
      `select a.cle, max(a.bail_signe_le) as le from publication p join attribution a on a.lot = p.lot
        where p.epci = $1 and p.source = 'sne-attributions' group by a.cle order by 2 desc limit 1`,
      [EPCI],
    );
    const vie = (faits: typeof un) => ({
      numero_hash: faits.cle,
      anciennete_le: faits.cree,
      enregistree_le: faits.cree,
    });
    const aRenouveler = await addDossier({ ...vie(un), etat: "a-renouveler", reference: "D-RENO-AAAA" });
    await addDossier(
      { ...vie(deux), renouvelee_le: deux.renouvele, reference: "D-ECAR-BBBB" },
      { personnes: deux.taille + 3, typologie: deux.typologie === "T6P" ? "T6+" : deux.typologie },
    );
    await addDossier({ ...vie(trois), guichet: ailleurs, reference: "D-AUTR-CCCC" });
    await addDossier({ numero_hash: "nulle-part", anciennete_le: "2010-01-01", reference: "D-ABSE-DDDD" });
    const aRadier = await addDossier({
      numero_hash: bail?.cle,
      anciennete_le: "2000-01-01",
      enregistree_le: "2000-01-01",
      reference: "D-BAIL-EEEE",
    });
    const { text, html, statut } = await visiteurs.ask("guichet", CHEMIN);
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(text).toContain("La liaison directe est fermée.");
    expect(text).toContain("Dossiers vivants de votre guichet, avec un numéro 4");
    expect(text).toContain("Retrouvés dans le stock national, par l’empreinte du numéro 2");
    expect(text).toContain("D-ABSE-DDDD");
    expect(text).toContain(`Personnes à loger ${deux.taille + 3} ${deux.taille} Vérifiez la composition`);
    expect(text).not.toContain("D-AUTR-CCCC");
    // The service is off: nothing is asked, and the page says what to do.
    const ferme = await visiteurs.send("guichet", `${CHEMIN}/interroger`, { demandeur: aRadier });
    expect([ferme.statut, ferme.text]).toEqual([422, expect.stringContaining("Faites-le dans le SNE")]);
    expect(html).toContain(`value="renouveler:${aRenouveler}"`);
    expect(html).toContain(`value="radier:${aRadier}"`);

    // Nothing is written without a tick, or for another desk's file.
    expect((await visiteurs.send("guichet", `${CHEMIN}/confirmer`)).statut).toBe(422);
    const perime = await visiteurs.send("guichet", `${CHEMIN}/confirmer`, { actes: `radier:${aRenouveler}` });
    expect([perime.statut, perime.text]).toEqual([422, expect.stringContaining("n’est plus proposée")]);
    for (const acte of [`renouveler:${aRenouveler}`, `radier:${aRadier}`]) {
      expect((await visiteurs.send("guichet", `${CHEMIN}/confirmer`, { actes: acte })).vers).toContain("confirmes=1");
    }
    const apres = await rows(
      "select etat, renouvelee_le, anciennete_le, radie_le, radie_motif from nominatif.demandeur where id in ($1, $2) order by etat",
      [aRenouveler, aRadier],
    );
    expect(apres).toEqual([
      { etat: "active", renouvelee_le: un.renouvele, anciennete_le: un.cree, radie_le: null, radie_motif: null },
      {
        etat: "radiee",
        renouvelee_le: null,
        anciennete_le: "2000-01-01",
        radie_le: bail?.le,
        radie_motif: "attribution",
      },
    ]);
    const events = await rows(
      "select code, precisions ->> 'acte' as acte from nominatif.evenement where code = 'suivi-importe'",
    );
    expect(events.map(({ acte }) => acte).toSorted()).toEqual(["radier", "renouveler"]);
    expect((await visiteurs.ask("guichet", `${CHEMIN}?confirmes=1`)).text).toContain(
      "Aucun renouvellement ni aucune radiation",
    );
  });

  it("computes the validity of each line that the desk reads, and counts those that it does not", async () => {
    const [un, deux] = await nationales();
    if (!un || !deux) throw new Error("two renewed demandes expected in the demonstration");
    await rows("update demande set renouvele_le = null, cree_le = '2014-05-06' where epci = $1 and cle = $2", [
      EPCI,
      un.cle,
    ]);
    await rows("update demande set renouvele_le = null, cree_le = null where epci = $1 and cle = $2", [EPCI, deux.cle]);
    const { text } = await visiteurs.ask("guichet", CHEMIN);
    const nombre = (libelle: string) => Number(new RegExp(`${libelle} (\\d+)`).exec(text)?.[1]);
    const lues = [
      nombre("Valides par leurs dates"),
      nombre("Année écoulée, pas encore radiables"),
      nombre("Radiables par leurs dates, et pourtant dans le stock"),
      nombre("Sans date de création ni de renouvellement"),
    ];
    expect(lues).toEqual([0, 0, 1, 1]);
    expect(nombre("ne vous ouvre pas : non vérifiées")).toBe(nombre("Demandes du stock national") - 2);
    expect(text).toMatch(/1 ligne à vérifier dans le système national/);
    expect(text).toContain("06/05/2014 inconnu 06/05/2015 Le fichier ne porte aucun renouvellement");
  });

  it("is for the desks: the others are refused, and a desk reads no other line of the stock", async () => {
    for (const role of ["agent-epci", "agent-bailleur", "commune", "membre-coordination"] as const) {
      expect((await visiteurs.ask(role, CHEMIN)).statut, role).toBe(403);
    }
  });
});

it("what is exported comes back as it left, under the purpose that the journal keeps", async () => {
  await rows("update nominatif.demandeur set anciennete_le = '2001-01-01' where guichet = $1", [
    visiteurs.organisation,
  ]);
  const coffre = openCoffre("essai");
  const id = await addDossier(
    {
      numero_hash: "export",
      numero_chiffre: coffre.sceller(NUMERO, "numero"),
      reference: "D-EXPO-FFFF",
      anciennete_le: "2016-03-12",
      renouvelee_le: "2017-03-01",
      etat: "a-renouveler",
    },
    {
      personnes: 3,
      unite_conso: 1.8,
      revenu_mensuel: 1420.5,
      typologie: "T6+",
      motif_demande: "13",
      salarie: "oui",
      logement_actuel: "hlm",
      position_plafond: "plai",
    },
  );
  await rows("insert into nominatif.souhait (demandeur, epci, rang, commune) values ($1, $2, 1, '52448')", [id, EPCI]);
  const refuse = await visiteurs.send("guichet", `${CHEMIN}/export`, { annee: "16" });
  expect([refuse.statut, refuse.text]).toEqual([422, expect.stringContaining("quatre chiffres")]);
  expect(refuse.html).toContain('value="16"');
  expect((await visiteurs.send("guichet", `${CHEMIN}/export`, { annee: "2001", finalite: "bailleur" })).text).toContain(
    "Aucun dossier de ce choix n’a de numéro lisible",
  );
  const question = { annee: "2016", finalite: "saisie-sne", type: "csv" };
  const { statut, octets } = await visiteurs.send("guichet", `${CHEMIN}/export`, question);
  expect(statut).toBe(200);
  const csv = new TextDecoder().decode(octets);
  expect(csv.split("\r\n")[1]).toContain(NUMERO);
  const {
    lecture,
    rows: relues,
    rejets,
  } = await readTexte("suivi.csv", csv, {
    aujourdhui: HORLOGE.aujourdhui(),
  });
  expect([lecture.source, rejets.flatMap(({ anomalies }) => anomalies)]).toEqual(["sne-demandes", []]);
  expect(relues).toMatchObject([
    {
      creeLe: "2016-03-12",
      renouveleLe: "2017-03-01",
      commune: "52448",
      typologie: "T6P",
      origine: "mutation",
      tailleMenage: 3,
      uniteConso: 1.8,
      revenuMensuel: 1420.5,
      motifDemande: "13",
      salarie: "oui",
      positionPlafond: "plai",
      propositions: 0,
      refusPar: "aucun",
    },
  ]);
  const xlsx = await visiteurs.send("guichet", `${CHEMIN}/export`, { ...question, type: "xlsx" });
  expect([xlsx.statut, xlsx.octets[0], xlsx.octets[1]]).toEqual([200, 0x50, 0x4b]);
  const journal = await rows("select objet from journal.entree where acte = 'demandes-exportees' order by numero");
  expect(journal).toEqual([{ objet: "suivi-sne.csv:1:saisie-sne" }, { objet: "suivi-sne.xlsx:1:saisie-sne" }]);
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { HORLOGE } from "#service/commandes/session.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { expectSoundPage } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";

const EPCI = "200068666";
/** Day of the database, which the row policies compare with. */
const AUJOURDHUI = HORLOGE.aujourdhui();

let visiteurs: Visiteurs;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: AUJOURDHUI });
});
afterAll(() => visiteurs.close());

const rows = async (text: string, params: readonly unknown[] = []) =>
  (await visiteurs.database.pool.query<Record<string, unknown>>(text, [...params])).rows;
const ask = (role: RoleHabilite, chemin = "") => visiteurs.ask(role, `demandes${chemin}`);
const send = (role: RoleHabilite, chemin: string, champs: Readonly<Record<string, string>> = {}) =>
  visiteurs.send(role, `demandes/${chemin}`, champs);

const PERSONNE = {
  civilite: "madame",
  nom: "Kerdoncuff-Éléonor",
  prenom: "Maïwenn",
  naissance: "1984-02-29",
  personnes: "3",
  revenu: "1 450",
  typologie: "T4",
  logement: "locataire-prive",
  commune_1: "52448",
  commune_2: "51358",
};

async function create(champs: Readonly<Record<string, string>> = {}): Promise<string> {
  const { vers, text } = await send("guichet", "nouvelle", {
    ...PERSONNE,
    guichet: String(visiteurs.organisation),
    ...champs,
  });
  const id = /demandes\/([0-9a-f-]{36})\?fait=ouverte$/.exec(vers ?? "")?.[1];
  if (!id) throw new Error(text.slice(0, 900));
  return id;
}

const open = (role: RoleHabilite, id: string) => send(role, `${id}/ouvrir`, { motif: "instruction" });
let numeros = 0;
const register = (id: string, numero = `0520426000${100 + numeros++}`) =>
  send("guichet", `${id}/enregistrer`, { numero, anciennete: AUJOURDHUI });
const vieOf = async (id: string) =>
  (
    await rows(
      "select etat, echeance_le::text as fin, radie_motif as motif, sortie from nominatif.demandeur where id = $1",
      [id],
    )
  )[0];
const age = (id: string, mois: number) =>
  rows(`update nominatif.demandeur set enregistree_le = $2, anciennete_le = $2, echeance_le = $3 where id = $1`, [
    id,
    addMonths(AUJOURDHUI, -mois),
    addMonths(AUJOURDHUI, 12 - mois),
  ]);

describe("at the desk", () => {
  it("a demande is opened, registered under the number that is typed, attested; nobody else sees it before its wishes concern them", async () => {
    expectSoundPage((await ask("guichet", "/nouvelle")).html);
    const id = await create();
    const liste = await ask("guichet");
    expectSoundPage(liste.html);
    expect(liste.text).toContain("Kerdoncuff-Éléonor Maïwenn");
    expect((await ask("commune", `/${id}`)).statut).toBe(404);
    expect((await ask("guichet", `/${id}`)).text).toContain("Pourquoi l’ouvrez-vous ?");
    // An act needs the file to be open.
    expect((await register(id)).vers).toBe(`/t/${EPCI}/demandes/${id}`);
    await open("guichet", id);
    const fiche = await ask("guichet", `/${id}`);
    expectSoundPage(fiche.html);
    expect(fiche.text).toContain("Ouvert pour : instruire la demande");
    expect(fiche.text).toContain("Saint-Dizier");
    const faux = await register(id, "12");
    expect([faux.statut, faux.text.includes("n’a pas la forme attendue")]).toEqual([422, true]);
    expect((await register(id, "052042600001")).vers).toBe(`/t/${EPCI}/demandes/${id}?fait=enregistrer`);
    expect(await vieOf(id)).toMatchObject({ etat: "active", fin: addMonths(AUJOURDHUI, 12) });
    expect((await ask("guichet", `/${id}?fait=enregistrer`)).text).toContain("052042600001");
    const pdf = await send("guichet", `${id}/attestation`);
    expect([pdf.statut, pdf.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    // Sealed bytes have no encoding: any of them may be zero.
    const scelle = await rows(
      "select length(numero_chiffre) > 12 as scelle, position(convert_to('052042600001', 'UTF8') in numero_chiffre) as place from nominatif.demandeur where id = $1",
      [id],
    );
    expect(scelle).toEqual([{ scelle: true, place: 0 }]);
    const lus = await rows(
      "select acte, motif from journal.entree where demandeur = $1 and acte in ('dossier-lu','demande-enregistree','attestation-remise') order by le",
      [id],
    );
    expect(lus.map(({ acte }) => acte)).toEqual(["dossier-lu", "demande-enregistree", "attestation-remise"]);
    expect(lus[0]?.motif).toBe("Instruire la demande");
    // The number already belongs to another file.
    const autre = await create({ nom: "Autre" });
    await open("guichet", autre);
    expect((await register(autre, "0520 4260 0001")).statut).toBe(409);
  });

  it("is found by its name, its reference, its whole number, and none of these is in an address", async () => {
    const id = await create({ nom: "Àvila-Lopès", prenom: "Inès" });
    await open("guichet", id);
    await register(id, "052042600777");
    const [{ reference }] = z
      .tuple([z.object({ reference: z.string() })])
      .parse(await rows("select reference from nominatif.demandeur where id = $1", [id]));
    for (const cherche of ["avila", "AVILA lopes in", reference.toLowerCase(), "052042600777"]) {
      const { statut, text, html } = await send("guichet", "chercher", { cherche });
      expect([cherche, statut, text.includes("Àvila-Lopès Inès")]).toEqual([cherche, 200, true]);
      expect(html).not.toContain(`?cherche`);
    }
    expect((await send("guichet", "chercher", { cherche: "05204260077" })).text).toContain("Aucune demande trouvée");
    expect((await send("etat", "chercher", { cherche: "avila" })).statut).toBe(422);
    const found = await send("etat", "chercher", { cherche: reference });
    expect([found.text.includes(reference), found.text.includes("Àvila")]).toEqual([true, false]);
  });

  it("asks for what is missing, and shows what waits too long first", async () => {
    const id = await create({ nom: "Attente" });
    await rows("update nominatif.demandeur set deposee_le = $2::date where id = $1", [id, addMonths(AUJOURDHUI, -2)]);
    const { text } = await ask("guichet", "?liste=a-enregistrer");
    expect(text.indexOf("Attente Maïwenn")).toBeGreaterThan(0);
    expect(text).toContain("plus d’un mois");
    await open("guichet", id);
    expect((await send("guichet", `${id}/complement`)).statut).toBe(422);
    expect((await send("guichet", `${id}/complement`, { quoi: "ressources" })).statut).toBe(303);
    expect(await vieOf(id)).toMatchObject({ etat: "a-completer" });
    const delais = await ask("guichet", "?vue=delais");
    expectSoundPage(delais.html);
    expect(delais.text).toContain("Organisation d’essai");
    expect((await ask("guichet", "/delais.csv")).text).toContain("attendent_mois");
  });

  it("renews, warns, strikes off on its own grounds, and lets the commission have its own", async () => {
    const id = await create({ nom: "Vie" });
    await open("guichet", id);
    await register(id);
    await age(id, 11);
    await send("guichet", `${id}/renouveler`);
    expect(await vieOf(id)).toMatchObject({ etat: "active", fin: addMonths(AUJOURDHUI, 12) });
    const delai = "2 mois à confirmer (CCH, art. R. 441-2-8, c : un mois au moins";
    expect((await ask("guichet", `/${id}/avertir`)).text).toContain(delai);
    await send("guichet", `${id}/avertir`);
    expect((await ask("guichet", `/${id}`)).text).toContain(delai);
    const tot = await send("guichet", `${id}/radier`, { motif: "non-reponse", sortie: "inconnue" });
    expect([tot.statut, tot.text.includes("n’est possible qu’à partir du")]).toEqual([422, true]);
    expect((await send("guichet", `${id}/radier`, { motif: "irrecevabilite", sortie: "inconnue" })).statut).toBe(422);
    expect((await send("guichet", `${id}/irrecevabilite`, { reference: "CAL-1" })).statut).toBe(403);
    await send("guichet", `${id}/lever`);
    expect(await vieOf(id)).toMatchObject({ etat: "active" });
    await send("guichet", `${id}/radier`, { motif: "renonciation", sortie: "accession" });
    expect(await vieOf(id)).toMatchObject({ etat: "radiee", motif: "renonciation", sortie: "accession" });
    expect(
      await rows("select 1 from nominatif.lien where demandeur = $1 and nature = 'souhait' and au is null", [id]),
    ).toEqual([]);
  });

  it("whoever knows the person has the file closed to them", async () => {
    const id = await create({ nom: "Voisine" });
    expect((await send("guichet", `${id}/proximite`)).vers).toBe(`/t/${EPCI}/demandes?fait=proximite`);
    expect((await ask("guichet", `/${id}`)).statut).toBe(404);
    expect((await ask("guichet", "?liste=a-enregistrer")).text).not.toContain("Voisine");
  });
});

describe("partners", () => {
  const lier = (id: string) =>
    rows("insert into nominatif.lien (demandeur, epci, nature, organisation) values ($1, $2, 'souhait', $3)", [
      id,
      EPCI,
      visiteurs.organisation,
    ]);

  it("read without names the living demandes whose wishes concern them, and by name the file that they open", async () => {
    const id = await create({ nom: "Souhaitée", typologie: "T6+" });
    await open("guichet", id);
    await register(id);
    expect((await ask("agent-bailleur", "?typologie=T6%2B")).text).toContain("Aucune demande dans cette liste");
    await lier(id);
    const { text, html } = await ask("agent-bailleur", "?typologie=T6%2B&commune=51358&nature=acces");
    expectSoundPage(html);
    expect([text.includes("3 personnes"), text.includes("Souhaitée")]).toEqual([true, false]);
    await open("agent-bailleur", id);
    expect((await ask("agent-bailleur", `/${id}`)).text).toContain("Maïwenn Souhaitée");
    expect((await send("agent-bailleur", `${id}/renouveler`)).statut).toBe(403);
  });

  it("a bailleur strikes off when the lease is signed, and not before; a commission when it has warned", async () => {
    const id = await create({ nom: "Bail" });
    await open("guichet", id);
    await register(id);
    await rows(
      `with s as (insert into seance (epci, organisation) values ($1, $2) returning id),
            c as (insert into convocation (seance, epci, epci_seance, compte, du, au)
                  select s.id, $1, $1, k.id, contexte.aujourdhui(), contexte.aujourdhui() from s, compte k where k.courriel = 'secretaire-cal@essai.fr')
       insert into nominatif.lien (demandeur, epci, nature, seance, epci_seance) select $3, $1, 'seance', s.id, $1 from s`,
      [EPCI, visiteurs.organisation, id],
    );
    // The first visit of the role creates its account.
    await ask("secretaire-cal");
    await rows(
      `insert into convocation (seance, epci, epci_seance, compte, du, au)
       select l.seance, $1, $1, k.id, contexte.aujourdhui(), contexte.aujourdhui() from nominatif.lien l, compte k
        where l.demandeur = $2 and l.seance is not null and k.courriel = 'secretaire-cal@essai.fr' on conflict do nothing`,
      [EPCI, id],
    );
    await open("secretaire-cal", id);
    expect((await send("secretaire-cal", `${id}/irrecevabilite`, { reference: "CAL-2026-012" })).statut).toBe(303);
    expect(await vieOf(id)).toMatchObject({ etat: "avertie" });
    expect((await send("secretaire-cal", `${id}/irrecevabilite`, { reference: "CAL-2026-012" })).statut).toBe(422);
    await rows("update nominatif.demandeur set avertie_le = $2 where id = $1", [id, addMonths(AUJOURDHUI, -1)]);
    await send("secretaire-cal", `${id}/irrecevabilite`, { reference: "CAL-2026-019" });
    expect(await vieOf(id)).toMatchObject({ etat: "radiee", motif: "irrecevabilite" });
  });

  it("exports are of a purpose, written in the journal, and carry a name when they have names", async () => {
    const champs = { liste: "active", commune: "", typologie: "", nature: "", mois: "", format: "csv" };
    expect((await send("guichet", "exporter", { ...champs, noms: "oui" })).statut).toBe(422);
    const { text } = await send("guichet", "exporter", { ...champs, noms: "oui", motif: "relance" });
    expect([text.includes("Àvila-Lopès"), text.includes("Relancer les demandeurs. Ne pas transmettre")]).toEqual([
      true,
      true,
    ]);
    const sans = await send("etat", "exporter", { ...champs, noms: "non", motif: "bilan" });
    expect([sans.text.includes("reference"), sans.text.includes("Àvila")]).toEqual([true, false]);
    expect((await send("etat", "exporter", { ...champs, noms: "oui", motif: "bilan" })).statut).toBe(403);
    expect((await rows("select objet from journal.entree where acte = 'demandes-exportees'")).length).toBe(2);
  });
});

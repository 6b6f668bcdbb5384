import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Fournisseur, startFournisseur } from "../fixtures/fournisseur-oidc.ts";
import { expectSoundPage } from "../fixtures/pages.ts";
import { AILLEURS, DEMANDE, EPCI, openPortail, type ScenePortail, Telephone } from "./scene-portail.ts";

let fournisseur: Fournisseur;
let scene: ScenePortail;

beforeAll(async () => {
  fournisseur = await startFournisseur("ES256");
  scene = await openPortail(fournisseur);
});
afterAll(async () => {
  await scene.close();
  await fournisseur.close();
});
beforeEach(async () => {
  await scene.database.pool.query("delete from acces.franceconnect_dossier; delete from nominatif.lien");
});

const MES_DEMANDES = `${DEMANDE}/mes-demandes`;

async function query(text: string, params: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> {
  return (await scene.database.pool.query<Record<string, unknown>>(text, [...params])).rows;
}

/** A file begun on a browser of its own, under a name. */
async function begin(nom: string, epci = EPCI): Promise<{ readonly id: string; readonly code: string }> {
  const telephone = new Telephone(scene);
  const code = await telephone.commencer(epci);
  const rows = await query("select id from nominatif.demandeur order by cree_le desc, id limit 1");
  const [{ id }] = z.tuple([z.object({ id: z.string() })]).parse(rows);
  await query("update nominatif.demandeur set nom = $2, prenom = 'Camille' where id = $1", [id, nom]);
  return { id, code };
}

/** An account without any right here, that holds these files; its browser. */
async function logIn(
  liens: readonly (readonly [string, "titulaire" | "mandat"])[],
  role?: "guichet",
): Promise<Telephone> {
  const courriel = `compte-${Math.random().toString(36).slice(2)}@demonstration.invalid`;
  const rows = await query(
    "insert into compte (courriel, prenom, nom, demonstration) values ($1, 'Lou', 'Compte', true) returning id",
    [courriel],
  );
  const [{ id }] = z.tuple([z.object({ id: z.coerce.number() })]).parse(rows);
  for (const [demandeur, nature] of liens) {
    await query(
      "insert into nominatif.lien (demandeur, epci, nature, compte) select id, epci, $2, $3 from nominatif.demandeur where id = $1",
      [demandeur, nature, id],
    );
  }
  if (role !== undefined) {
    await query(
      `with o as (insert into organisation (type, nom) values ('guichet', $3) returning id)
       insert into habilitation (compte, organisation, role, epci, debut, fin, motif)
       select $1, o.id, $4, $2, contexte.aujourdhui() - 1, contexte.aujourdhui() + 30, 'essai' from o`,
      [id, EPCI, courriel, role],
    );
  }
  const telephone = new Telephone(scene);
  await telephone.ask("/connexion/demonstration", { compte: String(id), retour: "/" });
  expect(telephone.cookies.has("blaise")).toBe(true);
  return telephone;
}

const nomOuvert = async (telephone: Telephone, demande = DEMANDE) =>
  /name="nom"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="nom"/
    .exec((await telephone.ask(`${demande}/etapes/vous/identite`)).html)
    ?.slice(1)
    .find((valeur) => valeur !== undefined) ?? null;

describe("several files in one account", () => {
  it("are listed with what tells them apart, and each opens by its own button", async () => {
    const ici = await begin("Ici");
    const ailleurs = await begin("Ailleurs", AILLEURS);
    const aide = await begin("Aidee");
    await query("update nominatif.demandeur set etat = 'radiee', radie_le = contexte.aujourdhui() where id = $1", [
      ici.id,
    ]);
    const telephone = await logIn([
      [ici.id, "titulaire"],
      [ailleurs.id, "titulaire"],
      [aide.id, "mandat"],
    ]);
    // Nothing is opened for another: the pages of the territory ask which.
    expect((await telephone.ask(DEMANDE)).vers).toBe(MES_DEMANDES);
    expect((await telephone.ask(`${DEMANDE}/etapes`)).vers).toBe(MES_DEMANDES);
    expect((await telephone.ask(`${DEMANDE}/renoncer`, { sur: "oui" })).statut).toBe(409);

    const page = await telephone.ask(MES_DEMANDES);
    expect(page.statut).toBe(200);
    expectSoundPage(page.html);
    const cartes = page.html.split('class="carte-fiche"').slice(1);
    expect(cartes).toHaveLength(3);
    expect(page.html.match(/D-[0-9A-Z]{4}-[0-9A-Z]{4}, C/g)?.length).toBeGreaterThanOrEqual(3);
    for (const texte of [
      "CA d’essai",
      "CC d’ailleurs",
      "Votre demande est arrêtée",
      "Votre demande n’est pas encore envoyée",
      "C’est votre demande",
      "Vous aidez Camille Aidee, avec son mandat",
      "Dernier changement le",
    ]) {
      expect(page.text).toContain(texte);
    }
    // What is over comes last.
    expect(cartes[2]).toContain("arrêtée");

    expect((await telephone.ask(MES_DEMANDES, { demande: aide.id })).vers).toBe(`${DEMANDE}/etapes`);
    expect(await nomOuvert(telephone)).toBe("Aidee");
    // On a mandate: what is the person's own stays theirs, though the account has files of its own.
    expect((await telephone.ask(`${DEMANDE}/etapes/recherche/violences`)).statut).toBe(404);
    expect((await telephone.ask(`${DEMANDE}/mandats`)).statut).not.toBe(200);
    expect((await telephone.ask(`${DEMANDE}/pause`)).html).toContain(`href="${MES_DEMANDES}"`);

    expect((await telephone.ask(MES_DEMANDES, { demande: ici.id })).vers).toBe(DEMANDE);
    expect((await telephone.ask(DEMANDE)).text).toContain("Votre demande est arrêtée");

    const vers = `/ma-demande/${AILLEURS}`;
    expect((await telephone.ask(MES_DEMANDES, { demande: ailleurs.id })).vers).toBe(`${vers}/etapes`);
    expect(await nomOuvert(telephone, vers)).toBe("Ailleurs");
  });

  it("one alone is opened at once, and none says what to do", async () => {
    const { id } = await begin("Seule");
    const telephone = await logIn([[id, "titulaire"]]);
    expect((await telephone.ask(MES_DEMANDES)).vers).toBe(`${DEMANDE}/etapes`);
    expect(await nomOuvert(telephone)).toBe("Seule");
    for (const sans of [await logIn([]), new Telephone(scene)]) {
      const page = await sans.ask(MES_DEMANDES);
      expect(page.statut).toBe(200);
      expectSoundPage(page.html);
      expect(page.text).toContain("Aucune demande n’est ouverte ici");
      expect(page.html).toContain(`href="${DEMANDE}/reprendre"`);
      expect(page.html).toContain(`href="${DEMANDE}/nouvelle"`);
    }
  });

  it("somebody else's is never among them, whatever the form or the cookie says", async () => {
    const propres = [await begin("Une"), await begin("Deux")];
    const autre = await begin("Autrui");
    const telephone = await logIn(propres.map(({ id }) => [id, "titulaire"] as const));
    const refus = await telephone.ask(MES_DEMANDES, { demande: autre.id });
    expect(refus.statut).toBe(404);
    expect(telephone.cookies.has("blaise-demande")).toBe(false);
    telephone.cookies.set("blaise-demande", `${EPCI}.${autre.id}`);
    expect((await telephone.ask(DEMANDE)).vers).toBe(MES_DEMANDES);
    expect((await telephone.ask(MES_DEMANDES)).text).not.toContain("Autrui");
    telephone.cookies.set("blaise-demande", "%00.'; --");
    expect((await telephone.ask(DEMANDE)).vers).toBe(MES_DEMANDES);
  });

  it("takes one more, come back to by its code, and keeps it", async () => {
    const premiere = await begin("Premiere");
    const seconde = await begin("Seconde");
    const telephone = await logIn([[premiere.id, "titulaire"]]);
    expect((await telephone.ask(`${DEMANDE}/reprendre`, { code: seconde.code })).statut).toBe(303);
    expect(await nomOuvert(telephone)).toBe("Seconde");
    expect((await telephone.ask(`${DEMANDE}/pause`)).text).toContain("Garder cette demande dans mon compte");
    expect((await telephone.ask(`${DEMANDE}/compte/garder`, {})).vers).toBe(`${DEMANDE}/pause?fait=compte`);
    telephone.cookies.delete("blaise-dossier");
    telephone.cookies.delete("blaise-demande");
    const page = await telephone.ask(MES_DEMANDES);
    expect(page.html.split('class="carte-fiche"')).toHaveLength(3);
  });

  it("an agent's account has no file of a household beside its rights", async () => {
    const { code } = await begin("Agent");
    const telephone = await logIn([], "guichet");
    await telephone.ask(`${DEMANDE}/reprendre`, { code });
    expect(telephone.cookies.has("blaise-dossier")).toBe(true);
    expect((await telephone.ask(MES_DEMANDES)).text).toContain("Aucune demande n’est ouverte ici");
    telephone.cookies.delete("blaise");
    expect(await nomOuvert(telephone)).toBe("Agent");
  });
});

describe("several files of one FranceConnect", () => {
  async function revenir(telephone: Telephone, but: string): Promise<string> {
    const depart = await telephone.ask(`${DEMANDE}/franceconnect?but=${but}`);
    const chez = await fetch(depart.vers, { redirect: "manual" });
    const rappel = new URL(chez.headers.get("location") ?? "about:blank");
    return (await telephone.ask(`${rappel.pathname}${rappel.search}`)).vers;
  }

  it("are chosen among, and one that is no longer tied is no longer there", async () => {
    fournisseur.personne = { sub: "sujet-deux", given_name: "Camille", family_name: "Deux", birthdate: "1990-05-02" };
    const premier = new Telephone(scene);
    for (let fois = 0; fois < 2; fois++) {
      await revenir(premier, "nouvelle");
      await premier.commencer();
    }
    const [{ ids }] = z
      .tuple([z.object({ ids: z.array(z.string()) })])
      .parse(await query("select array_agg(demandeur::text order by lie_le) as ids from acces.franceconnect_dossier"));
    expect(ids).toHaveLength(2);
    await query("update nominatif.demandeur set nom = 'Ancienne' where id = $1", [ids[0]]);

    const telephone = new Telephone(scene);
    expect(await revenir(telephone, "reprendre")).toBe(MES_DEMANDES);
    expect((await telephone.ask(`${DEMANDE}/etapes`)).vers).toBe(MES_DEMANDES);
    expect((await telephone.ask(MES_DEMANDES)).html.split('class="carte-fiche"')).toHaveLength(3);
    await telephone.ask(MES_DEMANDES, { demande: ids[0] ?? "" });
    expect(await nomOuvert(telephone)).toBe("Ancienne");

    await query("delete from acces.franceconnect_dossier where demandeur = $1", [ids[0]]);
    expect(await nomOuvert(telephone)).toBe("Deux");
    await query("delete from acces.franceconnect_dossier");
    expect((await telephone.ask(`${DEMANDE}/etapes`)).vers).toBe(`${DEMANDE}/reprendre`);
  });
});

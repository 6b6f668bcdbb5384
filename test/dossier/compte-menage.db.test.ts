import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { expectSoundPage } from "../fixtures/pages.ts";
import { DEMANDE, EPCI, openPortail, type ScenePortail, Telephone } from "./scene-portail.ts";

const MOT_DE_PASSE = "quatre chevaux dans la marne";

let scene: ScenePortail;

beforeAll(async () => {
  scene = await openPortail();
  const { pool } = scene.database;
  await pool.query(
    `insert into compte (courriel, prenom, nom, ferme_le) values
       ('connu@exemple.fr', 'Ada', 'Connue', null), ('agent@exemple.fr', 'Ada', 'Agent', null), ('invite@exemple.fr', 'Ada', 'Invitee', null),
       ('ferme@exemple.fr', 'Ada', 'Fermee', now()), ('proconnect@exemple.fr', 'Ada', 'Pro', null)`,
  );
  await pool.query(
    "insert into acces.mot_de_passe (compte, empreinte, change_le) select id, 'phc', now() from compte where courriel = 'connu@exemple.fr'",
  );
  await pool.query(
    "update compte set emetteur = 'https://exemple.fr', sujet = 's' where courriel = 'proconnect@exemple.fr'",
  );
  // Of one that begins today, and of one that begins next month: neither has ever come in.
  await pool.query(
    `with o as (insert into organisation (type, nom) values ('guichet', 'Mairie') returning id)
     insert into habilitation (compte, organisation, role, epci, debut, fin, motif)
     select c.id, o.id, 'guichet', $1, contexte.aujourdhui() + case when courriel = 'invite@exemple.fr' then 30 else 0 end, contexte.aujourdhui() + 60, 'essai'
       from compte c, o
      where courriel in ('agent@exemple.fr', 'invite@exemple.fr')`,
    [EPCI],
  );
});
afterAll(() => scene.close());

async function open(): Promise<Telephone> {
  const telephone = new Telephone(scene);
  await telephone.commencer();
  await telephone.identite({ nom: "Secret", prenom: "Camille", naissance: "1990-05-02" });
  return telephone;
}

/** What a browser is shown for an address: the answer, then the page where it leads. The wait is each scene's own. */
async function demander(telephone: Telephone, courriel: string) {
  const response = await telephone.send(`${DEMANDE}/compte`, { courriel });
  const entetes = [...response.headers]
    .filter(([nom]) => !["date", "x-request-id", "x-requete"].includes(nom))
    .map(([nom, valeur]) => `${nom}: ${valeur}`);
  const suite = await telephone.ask(response.headers.get("location") ?? "");
  return { statut: response.status, corps: await response.text(), entetes, suite };
}

const lienDe = (texte: string) => /http:\/\/localhost(\/\S+)/.exec(texte)?.[1] ?? "";

describe("an account asked for by a household", () => {
  it("answers the same, whoever has the address", { timeout: 60_000 }, async () => {
    const adresses = [
      "inconnu@exemple.fr",
      "connu@exemple.fr",
      "agent@exemple.fr",
      "ferme@exemple.fr",
      "proconnect@exemple.fr",
    ];
    const telephone = await open();
    const vus = [];
    const avant = scene.messages.length;
    for (const courriel of adresses) vus.push(await demander(telephone, courriel));
    const [premier] = vus;
    expect(premier?.statut).toBe(303);
    expect(premier?.suite.text).toContain("Regardez vos messages");
    expectSoundPage(premier?.suite.html ?? "");
    for (const vu of vus) expect(vu).toEqual(premier);
    // Nor does what the household reads of its own messages tell them apart.
    const { rows } = await scene.database.pool.query("select distinct canal, modele, etat from nominatif.envoi");
    expect(rows).toEqual([{ canal: "courriel", modele: "compte-demande", etat: "envoye" }]);

    const messages = scene.messages.slice(avant);
    expect(messages.map(({ destinataire }) => destinataire.courriel)).toEqual(adresses);
    const sansLien = messages.map(({ sujet, texte }) => `${sujet}\n${texte.replace(/http\S+/, "LIEN")}`);
    expect(new Set(sansLien).size).toBe(1);
    expect(JSON.stringify(messages)).not.toMatch(/Secret|Camille|Ada|1990|D-[0-9A-Z]{4}/);
    const liens = messages.map(({ texte }) => lienDe(texte));
    expect(liens[0]).toMatch(/^\/bienvenue\/[\w-]{43}\?retour=/);
    // A link that sets a password is never for an account that somebody opens already, or that opens rights.
    for (const lien of liens.slice(1)) expect(lien).toMatch(/^\/connexion\?retour=/);
  });

  it("of an agent who has not come in yet: a stranger cannot have their invitation written", async () => {
    const telephone = new Telephone(scene.restart());
    await telephone.commencer();
    await demander(telephone, "invite@exemple.fr");
    expect(lienDe(scene.messages.at(-1)?.texte ?? "")).toMatch(/^\/connexion\?/);
  });

  it("is opened by its link, and keeps the file that is open in that browser", async () => {
    const telephone = new Telephone(scene.restart());
    await telephone.commencer();
    await telephone.identite({ nom: "Secret", prenom: "Camille", naissance: "1990-05-02" });
    await demander(telephone, "camille@exemple.fr");
    const premier = lienDe(scene.messages.at(-1)?.texte ?? "");
    // Lost, or asked for again: the last one opens.
    await demander(telephone, "camille@exemple.fr");
    const lien = lienDe(scene.messages.at(-1)?.texte ?? "");
    expect((await telephone.ask(premier)).statut).toBe(422);
    const page = await telephone.ask(lien);
    expect(page.statut).toBe(200);
    expect(page.html).not.toMatch(/Secret|Camille/);
    const entree = await telephone.ask(lien, { prenom: "Camille", nom: "Secret", mot_de_passe: MOT_DE_PASSE });
    expect(entree.vers).toBe(`${DEMANDE}/compte/garder`);
    const garder = await telephone.ask(entree.vers);
    expectSoundPage(garder.html);
    expect((await telephone.ask(`${DEMANDE}/compte/garder`, {})).vers).toBe(`${DEMANDE}/pause?fait=compte`);
    telephone.cookies.delete("blaise-dossier");
    expect((await telephone.ask(`${DEMANDE}/etapes/vous/identite`)).html).toContain('value="Secret"');
  });

  it("at a mistyped address, gives the stranger who opens it an account and no file", async () => {
    const telephone = new Telephone(scene.restart());
    await telephone.commencer();
    await demander(telephone, "camile@exemple.fr");
    const etranger = new Telephone(scene);
    const lien = lienDe(scene.messages.at(-1)?.texte ?? "");
    await etranger.ask(lien, { prenom: "Sacha", nom: "Autre", mot_de_passe: MOT_DE_PASSE });
    expect((await etranger.ask(`${DEMANDE}/compte/garder`)).vers).toBe(`${DEMANDE}/mes-demandes`);
    expect((await etranger.ask(`${DEMANDE}/mes-demandes`)).text).toContain("Aucune demande n’est ouverte ici");
    const { rows } = await scene.database.pool.query(
      "select count(*)::integer as n from nominatif.lien l join compte c on c.id = l.compte where c.courriel = 'camile@exemple.fr'",
    );
    expect(z.array(z.object({ n: z.number() })).parse(rows)).toEqual([{ n: 0 }]);
  });

  it("leads nowhere but here once the password is chosen", async () => {
    const telephone = new Telephone(scene.restart());
    await telephone.commencer();
    await demander(telephone, "retour@exemple.fr");
    const [chemin = ""] = lienDe(scene.messages.at(-1)?.texte ?? "").split("?");
    const html = (await telephone.ask(`${chemin}?retour=//ailleurs.invalid/`)).html;
    expect(html).not.toContain("ailleurs");
    const saisie = { prenom: "Lou", nom: "Retour", mot_de_passe: MOT_DE_PASSE };
    expect((await telephone.ask(`${chemin}?retour=//ailleurs.invalid/`, saisie)).vers).toBe("/mon-compte");
  });
});

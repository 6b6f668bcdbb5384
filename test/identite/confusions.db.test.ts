import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLien } from "#acces/actes/connexion/lien.ts";
import { loginByIdentite } from "#acces/actes/connexion/login-proconnect.ts";
import { accorderHabilitation } from "#acces/actes/habilitation/accorder.ts";
import { type Remise, redemanderPreuve, reinviter } from "#acces/actes/habilitation/inviter.ts";
import type { Frein, Identite } from "#acces/lectures/connexion/outils.ts";
import type { InvitationDeps } from "#acces/lectures/habilitation/circonstances.ts";
import { hashJeton } from "#socle/lectures/connexion/jeton.ts";
import { openConnexion } from "../../src/acces/routes/connexion/deps.ts";
import type { MessageCourrier } from "../../src/socle/lectures/courrier.ts";
import { createAppConnexion, type Navigateur, openNavigateur } from "../connexion/navigateur.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { acteurOf, seedOf } from "../fixtures/habilitations.ts";
import { patiently } from "../fixtures/patiently.ts";
import { ANA, demandeFor, identiteFor } from "./ana.ts";

/**
 * Twenty ways of entering by confusion. A and B are two territories; somebody of B, a manager's own link in hand, wants to read what A gives to « ana ».
 * Each is written as an attack: none may end with a session of theirs that holds a right of A.
 */
const [A, B] = ["200068666", "200039915"];
const ORIGINE = "http://localhost";
const MOT_DE_PASSE = {
  intrus: "trois bouleaux penchent au vent",
  ana: "sept corbeaux mangent du pain",
  oubli: "deux rivières se croisent ici",
};

let db: TestDatabase;
let jour = "2026-06-01";
let heure = "09:00:00.000Z";
let messages: MessageCourrier[];
let ids: { gerantes: Record<string, number>; epcis: Record<string, number>; bailleur: number };
let ouvrir: () => Navigateur;
let frein: Frein;
const horloge = { aujourdhui: () => jour, maintenant: () => `${jour}T${heure}` };
const courrier = {
  adresse: "blaise@exemple.fr",
  depot: null,
  envoyer: async (message: MessageCourrier) => {
    messages.push(message);
    return { etat: "envoye" as const };
  },
};

beforeEach(async () => {
  db = await createDatabase();
  [jour, heure, messages] = ["2026-06-01", "09:00:00.000Z", []];
  const { territoire, compte, organisation, habilitation } = seedOf(db.pool);
  await territoire(A);
  await territoire(B, []);
  const epcis = { [A]: await organisation("epci", "EPCI A", A), [B]: await organisation("epci", "EPCI B", B) };
  const gerantes = {
    [A]: await compte("GeranteA", "2026-05-30T09:00:00Z"),
    [B]: await compte("GeranteB", "2026-05-30T09:00:00Z"),
  };
  for (const epci of [A, B]) await habilitation(gerantes[epci] ?? 0, epcis[epci] ?? 0, "gestionnaire-epci", { epci });
  ids = { gerantes, epcis, bailleur: await organisation("bailleur", "Un bailleur", "552100554") };
  const connexion = openConnexion({
    queries: db.bases.connexions,
    horloge,
    demonstration: false,
    origine: ORIGINE,
    proconnect: null,
    adresse: () => "127.0.0.1",
    log: { info: () => {} },
  });
  frein = connexion.frein;
  const app = createAppConnexion(connexion, undefined, courrier);
  ouvrir = () => openNavigateur(app, ORIGINE);
});
afterEach(() => db?.drop());

const deps = (epci: string): InvitationDeps => ({
  base: db.bases.pour(
    acteurOf(ids.gerantes[epci] ?? 0, "gestionnaire-epci", { organisation: ids.epcis[epci] ?? 0, epci }),
    { ressource: "habilitation", action: "creer" },
  ),
  connexions: db.bases.connexions,
  horloge,
  courrier,
  origine: ORIGINE,
});
const accorder = (epci: string, courriel = ANA, remise: Remise = "main") =>
  accorderHabilitation(deps(epci), demandeFor({ epci, courriel, debut: jour, remise, bailleur: ids.bailleur }));
const motDePasse = async (nav: Navigateur, chemin: string, mot_de_passe: string) =>
  nav.post(chemin, { prenom: "Ana", nom: "Morel", mot_de_passe });
const linkOf = (message: MessageCourrier | undefined) =>
  /\/bienvenue\/\S+/.exec(message?.texte ?? "")?.[0] ?? "/bienvenue/rien";
const connexion = (nav: Navigateur, mot_de_passe: string, courriel = ANA) =>
  nav.post("/connexion", { courriel, mot_de_passe });
/** Whether the session of that browser holds a right of the territory. */
async function voit(nav: Navigateur, epci: string): Promise<boolean> {
  const compte = await nav.compte();
  const acteur = compte === null ? null : await db.bases.connexions.readActeur(compte, jour);
  return acteur?.habilitations.some((one) => one.epci === epci) ?? false;
}
/** B's manager makes the account, opens the link, and keeps the session. */
async function detourner(): Promise<Navigateur> {
  const { lien } = await accorder(B);
  const intrus = ouvrir();
  await motDePasse(intrus, lien ?? "", MOT_DE_PASSE.intrus);
  expect([(await intrus.compte()) !== null, await voit(intrus, B)]).toEqual([true, true]);
  return intrus;
}
const proconnect = (changes: Partial<Identite> = {}) =>
  loginByIdentite({ queries: db.bases.connexions, horloge, demonstration: false }, identiteFor(changes));
const compteOf = async (courriel = ANA) => (await db.bases.connexions.findCompteByCourriel(courriel))?.id ?? 0;
const addKey = async () =>
  db.bases.connexions.addCle(
    {
      identifiant: "cle-intrus",
      compte: await compteOf(),
      clePublique: new Uint8Array([1]),
      compteur: 0,
      transports: [],
      nom: "clé",
    },
    horloge.maintenant(),
  );

describe("an account made by another territory", () => {
  it("1. opened by whoever made it: the right of A waits, and the message goes to the address alone", async () => {
    const intrus = await detourner();
    const { habilitation, lien } = await accorder(A);
    expect([habilitation.enAttente, lien, await voit(intrus, A)]).toEqual([true, null, false]);
    expect(messages.map(({ destinataire }) => destinataire.courriel)).toEqual([ANA]);
    expect(messages[0]?.texte).toContain("par Territoire");
  });

  it("2. then joined by ProConnect: what opened it before is forgotten", async () => {
    const intrus = await detourner();
    await accorder(A);
    await proconnect();
    expect(await voit(intrus, A)).toBe(false);
    expect((await connexion(ouvrir(), MOT_DE_PASSE.intrus)).status).not.toBe(303);
    expect(
      (await db.bases.connexions.readActeur(await compteOf(), jour))?.habilitations.map(({ epci }) => epci).sort(),
    ).toEqual([B, A]);
  });

  it("3. a session kept open does not outlive the proof", async () => {
    const intrus = await detourner();
    await accorder(A);
    const ana = ouvrir();
    await motDePasse(ana, linkOf(messages[0]), MOT_DE_PASSE.ana);
    expect([await voit(ana, A), await voit(intrus, A), await intrus.compte()]).toEqual([true, false, null]);
    expect((await connexion(ouvrir(), MOT_DE_PASSE.intrus)).status).not.toBe(303);
  });

  it("4. nor a passkey added before it", async () => {
    await detourner();
    await addKey();
    await accorder(A);
    await motDePasse(ouvrir(), linkOf(messages[0]), MOT_DE_PASSE.ana);
    expect(await db.bases.connexions.findCle("cle-intrus")).toBeNull();
  });

  it("5. nor an identity of ProConnect linked before it; one whose address is not verified links nothing", async () => {
    await detourner();
    await expect(proconnect({ courrielVerifie: false })).rejects.toMatchObject({
      code: "proconnect-sans-habilitation",
    });
    await db.bases.connexions.linkProConnect(await compteOf(), {
      emetteur: "https://proconnect.gouv.fr",
      sujet: "intrus",
    });
    await accorder(A);
    await motDePasse(ouvrir(), linkOf(messages[0]), MOT_DE_PASSE.ana);
    expect(await db.bases.connexions.findCompteBySujet("https://proconnect.gouv.fr", "intrus")).toBeNull();
  });

  it("6. asking for the proof from inside sends the link to the address, and shows it nowhere", async () => {
    const intrus = await detourner();
    await accorder(A);
    const response = await intrus.post("/mon-compte/preuve", {});
    expect(await response.text()).not.toContain("/bienvenue/");
    expect(messages.map(({ destinataire }) => destinataire.courriel)).toEqual([ANA, ANA]);
    expect(await voit(intrus, A)).toBe(false);
  });

  it("7. B's manager cannot have another link for it, once it holds a right of A", async () => {
    const { habilitation } = await accorder(B);
    await accorder(A);
    await expect(reinviter(deps(B), { epci: B, id: habilitation.id, remise: "main" })).rejects.toMatchObject({
      code: "invitation-impossible",
    });
  });

  it("8. the link that B's manager kept opens nothing once the address is proved", async () => {
    const { lien } = await accorder(B);
    await accorder(A);
    await motDePasse(ouvrir(), linkOf(messages[0]), MOT_DE_PASSE.ana);
    const intrus = ouvrir();
    await motDePasse(intrus, lien ?? "", MOT_DE_PASSE.intrus);
    expect(await intrus.compte()).toBeNull();
  });

  it("9. but before: it opens the account for B alone", async () => {
    const { lien } = await accorder(B);
    await accorder(A);
    const intrus = ouvrir();
    await motDePasse(intrus, lien ?? "", MOT_DE_PASSE.intrus);
    expect([await voit(intrus, B), await voit(intrus, A)]).toEqual([true, false]);
  });

  it("10. a right written straight into the table waits too", async () => {
    const intrus = await detourner();
    await deps(A).base.habilitations.grant({
      compte: await compteOf(),
      organisation: ids.bailleur,
      role: "agent-bailleur",
      epci: A,
      communes: [],
      sensible: false,
      debut: jour,
      fin: "2026-12-31",
      accordeePar: ids.gerantes[A] ?? 0,
      motif: "Prise de poste",
      preuveApres: null,
    });
    expect(await voit(intrus, A)).toBe(false);
  });
});

describe("addresses that look like one another", () => {
  it("11. homographs are refused: a Cyrillic letter, the Kelvin sign", async () => {
    for (const courriel of ["аna@a.fr", "ana@а.fr", "\u212Aate@a.fr", "ana@a.fr\u200B"]) {
      await expect(accorder(B, courriel)).rejects.toMatchObject({ code: "courriel-invalide" });
    }
  });

  it("12. case and spaces make no second account", async () => {
    const intrus = await detourner();
    const { habilitation } = await accorder(A, "  ANA@A.fr ");
    expect(habilitation.compte.id).toBe(await compteOf());
    expect([habilitation.enAttente, await voit(intrus, A)]).toEqual([true, false]);
  });

  it("13. an address with a plus is another account, which holds nothing of A", async () => {
    const { lien } = await accorder(B, "ana+b@a.fr");
    const intrus = ouvrir();
    await motDePasse(intrus, lien ?? "", MOT_DE_PASSE.intrus);
    const { habilitation } = await accorder(A);
    expect([habilitation.compte.id === (await intrus.compte()), await voit(intrus, A)]).toEqual([false, false]);
  });

  it("14. an alias that changes hands: the former account holds nothing of the new one", async () => {
    await accorder(A, "accueil@a.fr", "courriel");
    const avant = ouvrir();
    await motDePasse(avant, linkOf(messages[0]), MOT_DE_PASSE.ana);
    const { habilitation } = await accorder(A, "ana.morel@a.fr", "courriel");
    expect(habilitation.compte.id).not.toBe(await avant.compte());
    await db.pool.query("update habilitation set revoquee_le = now() where compte = $1", [
      await compteOf("accueil@a.fr"),
    ]);
    expect(await voit(avant, A)).toBe(false);
  });
});

describe("a person who is no longer the same", () => {
  async function prouver(): Promise<Navigateur> {
    await accorder(A, ANA, "courriel");
    const ana = ouvrir();
    await motDePasse(ana, linkOf(messages.at(-1)), MOT_DE_PASSE.ana);
    expect(await voit(ana, A)).toBe(true);
    return ana;
  }

  it("15. a departed agent: a right given anew to the address waits for a new proof, which closes what was open", async () => {
    const parti = await prouver();
    await addKey();
    await db.pool.query("update habilitation set revoquee_le = now() where compte = $1", [await compteOf()]);
    heure = "10:00:00.000Z";
    const { habilitation } = await accorder(A);
    expect([habilitation.enAttente, await voit(parti, A)]).toEqual([true, false]);
    const successeur = ouvrir();
    await motDePasse(successeur, linkOf(messages.at(-1)), MOT_DE_PASSE.oubli);
    expect([
      await voit(successeur, A),
      await parti.compte(),
      (await connexion(ouvrir(), MOT_DE_PASSE.ana)).status === 303,
    ]).toEqual([true, null, false]);
    expect(await db.bases.connexions.findCle("cle-intrus")).toBeNull();
  });

  it("16. an address given to somebody else: nobody opened the account for a year, the proof of then is not theirs", async () => {
    await prouver();
    heure = "10:00:00.000Z";
    await db.pool.query("update compte set vu_le = '2025-05-01' where courriel = $1", [ANA]);
    const { habilitation } = await accorder(B);
    expect(habilitation.enAttente).toBe(true);
  });

  it("17. ProConnect gives another subject for the same address: refused, the link is the first one's", async () => {
    await prouver();
    await proconnect();
    await expect(proconnect({ sujet: "ana-2" })).rejects.toMatchObject({ code: "proconnect-sans-habilitation" });
  });

  it("18. another provider has the same subject: it is nobody's here", async () => {
    await prouver();
    await proconnect();
    await expect(proconnect({ emetteur: "https://autre.exemple.fr" })).rejects.toMatchObject({
      code: "proconnect-sans-habilitation",
    });
  });
});

describe("messages and links", () => {
  it("19. the link of a message serves once, for a day, and the token is written nowhere", async () => {
    await accorder(A, ANA, "courriel");
    const chemin = linkOf(messages[0]);
    const { rows } = await db.pool.query(
      "select jeton_hash, expire_le - cree_le = interval '24 hours' as jour from acces.lien",
    );
    expect(rows).toEqual([{ jeton_hash: Buffer.from(hashJeton(chemin.slice(11)), "hex"), jour: true }]);
    const [ana, intrus] = [ouvrir(), ouvrir()];
    await motDePasse(ana, chemin, MOT_DE_PASSE.ana);
    await motDePasse(intrus, chemin, MOT_DE_PASSE.intrus);
    expect([(await ana.compte()) !== null, await intrus.compte()]).toEqual([true, null]);
    await accorder(A, "bea@a.fr", "courriel");
    jour = "2026-06-02";
    heure = "09:00:00.001Z";
    await motDePasse(intrus, linkOf(messages.at(-1)), MOT_DE_PASSE.intrus);
    expect(await intrus.compte()).toBeNull();
  });

  it("20. a forgotten password says nothing of accounts, leaves by the address alone, and opens no more than a password", async () => {
    await accorder(A, ANA, "courriel");
    await motDePasse(ouvrir(), linkOf(messages[0]), MOT_DE_PASSE.ana);
    const nav = ouvrir();
    const pages = [];
    for (const courriel of [ANA, "personne@a.fr"]) {
      const page = await (await nav.post("/mot-de-passe-oublie", { courriel })).text();
      pages.push(page.replaceAll(courriel, "…"));
    }
    expect(pages[0]).toBe(pages[1]);
    expect(pages[0]).not.toContain("/bienvenue/");
    // It leaves after the answer, which takes as long for nobody.
    await patiently(() => expect(messages).toHaveLength(2));
    const message = messages.at(-1);
    expect(message?.destinataire.courriel).toBe(ANA);
    await motDePasse(nav, linkOf(message), MOT_DE_PASSE.oubli);
    const { rows } = await db.pool.query(
      "select moyen from acces.session where fermee_le is null order by ouverte_le desc, moyen limit 1",
    );
    expect(rows).toEqual([{ moyen: "mot-de-passe" }]);
  });

  it("strangers who try fifty passwords lock nobody out: a known browser comes in, and from a new one there is the message", async () => {
    await accorder(A, ANA, "courriel");
    const bureau = ouvrir();
    await motDePasse(bureau, linkOf(messages[0]), MOT_DE_PASSE.ana);
    await bureau.post("/deconnexion", {});
    await connexion(bureau, MOT_DE_PASSE.ana);
    expect(await voit(bureau, A)).toBe(true);
    for (let n = 0; n < 60; n++) await frein.reserve({ adresse: `10.0.${n}.1`, courriel: ANA, appareil: null });
    // The count of unknown addresses is spent: the right password is not even looked at, for whoever comes from nowhere known.
    expect(await frein.reserve({ adresse: "203.0.113.5", courriel: ANA, appareil: null })).toMatchObject({
      accordee: false,
    });
    await bureau.post("/deconnexion", {});
    await connexion(bureau, MOT_DE_PASSE.ana);
    expect(await voit(bureau, A)).toBe(true);
    const neuf = ouvrir();
    await neuf.post("/mot-de-passe-oublie", { courriel: ANA });
    await patiently(() => expect(messages).toHaveLength(2));
    await motDePasse(neuf, linkOf(messages.at(-1)), MOT_DE_PASSE.oubli);
    expect(await voit(neuf, A)).toBe(true);
  });

  it("21. a household's account at the address of an agent: the right waits", async () => {
    await db.bases.connexions.createCompte({
      courriel: ANA,
      prenom: "",
      nom: "",
      demonstration: false,
      invitePour: null,
    });
    const chemin = await createLien(
      { queries: db.bases.connexions, horloge },
      { usage: "invitation", compte: await compteOf() },
    );
    const menage = ouvrir();
    await motDePasse(menage, chemin, MOT_DE_PASSE.intrus);
    const { habilitation } = await accorder(A);
    expect([habilitation.enAttente, await voit(menage, A)]).toEqual([true, false]);
    await redemanderPreuve(deps(A), { epci: A, id: habilitation.id });
    expect(messages).toHaveLength(2);
  });
});

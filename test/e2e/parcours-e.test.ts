// @module-tag preuve
// @module-tag navigateur
// @module-tag profondeur
import pg from "pg";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CODE_MENAGE_DEMO } from "#service/commandes/demo-dossiers.ts";
import { jourAvant } from "#service/commandes/demo-vies.ts";
import { HORLOGE } from "#service/commandes/session.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { textOf as cellsOf } from "../fixtures/pages.ts";
import { BAUX_PUBLIES, writeAttributions, writeSeuil } from "./annee-en-cours.ts";
import { type Reponse, submit, textOf, write } from "./formulaire.ts";
import { environmentOn } from "./horloge.ts";
import { addMembre } from "./membres-cal.ts";
import { CHROMIUM, EPCI, type Produit, startProduit } from "./produit.ts";
import { expectSeen } from "./regard.ts";

const T = `/t/${EPCI}`;
const JOUR = HORLOGE.aujourdhui();
const ANNEE = JOUR.slice(0, 4);
const TELEPHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

describe.skipIf(CHROMIUM === null)(
  "journey E, six roles: a dwelling is freed, oriented, given candidates, visited, voted by writing, refused, accepted, let",
  { timeout: 180_000 },
  () => {
    let produit: Produit;
    let pool: pg.Pool;
    let bailleur: Page;
    let reservataire: Page;
    let commune: Page;
    let secretaire: Page;
    let menage: Page;
    let epci: Page;
    let membres: Page[] = [];
    let [logement, seance] = ["", ""];
    let candidatures: string[] = [];
    let avant: Compteurs;

    const one = async <V>(text: string, params: readonly unknown[] = []): Promise<V> =>
      (await pool.query<{ v: V }>(text, [...params])).rows[0]?.v as V;
    const open = (page: Page, chemin: string) => page.goto(`${produit.url}${chemin}`);
    const noTrouble = async (page: Page) => {
      const refus = await page.locator("main .message.erreur, main [role=alert]").allTextContents();
      expect(refus, page.url()).toEqual([]);
      expect(await page.title(), page.url()).not.toMatch(/^Erreur|introuvable/);
    };
    const act = async (page: Page, suffixe: string, reponse: Reponse = {}, bouton?: RegExp) => {
      await submit(page, suffixe, reponse, bouton);
      await noTrouble(page);
    };

    /** As its user finds it. */
    const expectGood = (page: Page) =>
      expectSeen(page, [menage, ...membres].includes(page) ? [TELEPHONE.viewport.width] : undefined);

    async function enter(compte: number, options: BrowserContextOptions = {}): Promise<Page> {
      const context = await produit.browser.newContext(options);
      const page = await context.newPage();
      await logIn(page, compte);
      return page;
    }

    async function logIn(page: Page, compte: number): Promise<void> {
      await open(page, "/connexion");
      await Promise.all([page.waitForEvent("load"), page.locator(`button[name="compte"][value="${compte}"]`).click()]);
    }

    const compteOf = (role: RoleHabilite) =>
      one<number>("select id::integer as v from compte where courriel = $1", [`${role}@demonstration.invalid`]);

    const organisationOf = (nom: string) => one<string>("select id::text as v from organisation where nom = $1", [nom]);

    type Compteurs = {
      readonly bilan: number;
      readonly contingent: number;
      readonly delais: number;
      readonly radiations: number;
    };

    /** What the pages say, each to whoever may read it. */
    async function readCompteurs(): Promise<Compteurs> {
      const compter = async (page: Page, chemin: string, motif: RegExp) => {
        await open(page, chemin);
        const texte = cellsOf(await page.locator("main").innerHTML());
        const [, nombre] = motif.exec(texte) ?? [];
        expect(nombre, `${motif} on ${chemin}: ${texte.slice(0, 1500)}`).toBeDefined();
        return Number(nombre);
      };
      return {
        bilan: await compter(epci, `${T}/bilan?annee=${ANNEE}`, /1 ?er quartile ou relogés .*?\d+ sur (\d+)/),
        contingent: await compter(
          epci,
          `${T}/contingents?annee=${ANNEE}`,
          // Leases whose réservataire is not named may be theirs: two ends, of which the first is sure.
          /Action Logement Services \d+ \d+ \d+(?: à \d+)? inconnu inconnu (\d+)/,
        ),
        delais: await compter(bailleur, `${T}/liberations/delais`, /De l’offre au bail (\d+)/),
        radiations: await compter(epci, `${T}/demandes/evenements`, /Ensemble [\d ]*?(\d+) \d+ \d+ Douze mois/),
      };
    }

    /** Of the household that has a code of its own, and of another that is as alive. */
    const siens = () =>
      one<{ demo: string; autre: string; troisieme: string }>(
        `with demo as (select demandeur from acces.code_dossier limit 1),
              autres as (select d.id, d.reference from nominatif.demandeur d
                          where d.etat = 'active' and d.numero_chiffre is not null and d.id not in (select demandeur from demo)
                            and not exists (select from candidature c where c.demandeur = d.id)
                          order by d.reference limit 2)
         select json_build_object('demo', (select reference from nominatif.demandeur where id = (select demandeur from demo)),
                                  'autre', (select id from autres order by reference limit 1),
                                  'troisieme', (select reference from autres order by reference desc limit 1)) as v`,
      );

    /** The number that the household gave to its employer, as the desk that registered it reads it. */
    async function readNumero(): Promise<string> {
      const guichet = await enter(await compteOf("guichet"));
      await open(guichet, `${T}/demandes/${(await siens()).autre}`);
      await act(guichet, "/ouvrir", { motif: "instruction" }, /Ouvrir/);
      const numero = await guichet.locator('main dt:has-text("Numéro unique") + dd').first().textContent();
      await guichet.close();
      return (numero ?? "").trim();
    }

    beforeAll(async () => {
      produit = await startProduit(environmentOn(JOUR));
      pool = new pg.Pool({ connectionString: produit.databaseUrl ?? "", max: 1 });
      const as = async (role: RoleHabilite, options?: BrowserContextOptions) => enter(await compteOf(role), options);
      bailleur = await as("agent-bailleur");
      reservataire = await as("reservataire");
      commune = await as("commune");
      secretaire = await as("secretaire-cal");
      epci = await as("agent-epci");
      membres = [await as("membre-cal", TELEPHONE)];
      for (const rang of [2, 3]) membres.push(await enter(await addMembre(pool, rang), TELEPHONE));
      menage = await produit.newPage(null, TELEPHONE);
    }, 240_000);
    afterAll(async () => {
      await pool?.end();
      await produit?.close();
    });

    async function publish(name: string, texte: string): Promise<void> {
      await open(epci, `${T}/donnees/deposer`);
      await epci.locator("#fichiers").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(texte) });
      await epci.locator('main button[type="submit"]').click();
      await epci.waitForSelector('main a[href*="/donnees/lots/"], main :text("Ce qui change")', { timeout: 30_000 });
      if (epci.url().includes("/depots/")) await epci.locator('main a[href*="/donnees/lots/"]').first().click();
      const publier = epci.locator("main form button", { hasText: "Publier" }).first();
      await publier.waitFor({ timeout: 30_000 });
      await Promise.all([epci.waitForEvent("load"), publier.click()]);
      expect(await textOf(epci)).toContain("Publié");
    }

    it("starts from a year that has its threshold, its convention de flux and its published file", async () => {
      const etat = await enter(await compteOf("etat"));
      await open(etat, `${T}/contingents/conventions/ajouter`);
      await act(etat, "/conventions/ajouter", {
        reservataire: await organisationOf("Action Logement Services"),
        bailleur: await organisationOf("OPH de Saint-Dizier"),
        contingent: "COLACT",
        departement: "52",
        part: "20",
        annee_debut: ANNEE,
        annee_fin: ANNEE,
        signee_le: JOUR,
      });
      await etat.close();
      await publish(`seuils_${ANNEE}.csv`, writeSeuil(ANNEE));
      await publish(`attributions_${ANNEE}.csv`, writeAttributions(JOUR));
      avant = await readCompteurs();
      expect(avant.bilan).toBeGreaterThanOrEqual(BAUX_PUBLIES);
    });

    it("is freed by its bailleur, which reads what is at stake and orients it", async () => {
      await open(bailleur, `${T}/liberations/nouvelle`);
      await expectGood(bailleur);
      const choix = await bailleur
        .locator('select[name="logement"] option')
        .evaluateAll((all) => all.map((un) => [un.getAttribute("value") ?? "", un.textContent ?? ""]));
      const [id = ""] = choix.find(([, texte]) => texte?.includes("T3")) ?? [];
      await act(bailleur, "/liberations", {
        logement: id,
        origine: "conge",
        filiere: "ordinaire",
        financement: "PLUS",
        meuble: "non",
        contingent: "COLACT",
        cause_vacance: "inconnue",
        preavis: jourAvant(JOUR, 60),
        "etat-des-lieux": jourAvant(JOUR, 5),
        disponible: JOUR,
      });
      logement = /liberations\/(\d+)/.exec(bailleur.url())?.[1] ?? "";
      expect(logement).not.toBe("");
      const texte = await textOf(bailleur);
      expect(texte).toContain("Effet d’un bail signé aujourd’hui");
      expect(texte).toContain(`sur ${BAUX_PUBLIES + 1}`);
      await act(bailleur, "/orientation", {
        orientation: "salarie",
        motif: "Droit de réservation des entreprises, et objectif hors quartier à tenir.",
      });
      await expectGood(bailleur);
    });

    it("is offered to the réservataire, which names by its number a household that it alone knows", async () => {
      await act(bailleur, "/reservataire", {
        reservataire: await organisationOf("Action Logement Services"),
        contingent: "COLACT",
        avant: addDays(JOUR, 20),
      });
      await open(reservataire, `${T}/liberations/${logement}`);
      await expectGood(reservataire);
      await act(reservataire, "/candidatures", { reference: await readNumero() });
      expect(await textOf(reservataire)).toMatch(/D-[0-9A-Z]{4}-[0-9A-Z]{4}/);
      await act(reservataire, "/reponse", {}, /sont désignés/);
    });

    it("is given two others by the bailleur, visited by one household on its phone", async () => {
      const { demo, troisieme } = await siens();
      await open(bailleur, `${T}/liberations/${logement}`);
      for (const reference of [demo, troisieme]) await act(bailleur, "/candidatures", { reference });
      expect(await textOf(bailleur)).toContain("Les 3 candidats que demande la loi sont réunis");
      const adresses = await bailleur
        .locator('main form[action$="/visite"]')
        .evaluateAll((all) => all.map((un) => un.getAttribute("action") ?? ""));
      candidatures = adresses.map((adresse) => /candidatures\/(\d+)/.exec(adresse)?.[1] ?? "");
      expect(candidatures).toHaveLength(3);
      await act(bailleur, `/${candidatures[1]}/visite`, { visite: addDays(JOUR, 2) });
      await enterMenage();
      expect(await textOf(menage)).toMatch(/visite/i);
      await expectGood(menage);
      await act(bailleur, `/${candidatures[1]}/visite-faite`, { visite_faite: JOUR, suite: "interesse" });
      await expectGood(bailleur);
    });

    it("gives the same batch to the optimiser, which says why each household was passed over", async () => {
      await open(bailleur, `${T}/plans`);
      const lot = await bailleur
        .locator('main input[name="liberation"]')
        .evaluateAll((all) => all.map((un) => un.getAttribute("value") ?? ""));
      expect(lot).toContain(logement);
      await act(bailleur, "/plans", { nom: "Lot de la commission", liberation: lot, critere: "attente" });
      await bailleur.waitForSelector('main :text("Proposition à la commission, jamais une décision")', {
        timeout: 60_000,
      });
      await expectGood(bailleur);
      const ecartees = bailleur.locator("main table:has(caption:has-text('Demandes écartées')) tbody tr");
      const raisons = await ecartees.evaluateAll((all) =>
        all.map((un) => un.lastElementChild?.textContent?.trim() ?? ""),
      );
      expect(raisons.length).toBeGreaterThan(0);
      expect(raisons.filter((raison) => raison.length < 10)).toEqual([]);
    });

    async function enterMenage(): Promise<void> {
      await open(menage, `/ma-demande/${EPCI}/reprendre`);
      await write(menage.locator("main"), { code: CODE_MENAGE_DEMO });
      await Promise.all([menage.waitForEvent("load"), menage.locator("main form button").first().click()]);
    }

    it("goes to a commission that votes by writing, convened by its secretary", async () => {
      await open(secretaire, `${T}/cal/composition`);
      for (const rang of [2, 3]) {
        const compte = await one<string>("select id::text as v from compte where courriel = $1", [
          `membre-cal-${rang}@demonstration.invalid`,
        ]);
        await act(secretaire, "/composition", { qualite: "bailleur", compte, depuis: jourAvant(JOUR, 30) }, /Ajouter/);
      }
      await expectGood(secretaire);
      await open(secretaire, `${T}/cal/preparer`);
      await act(secretaire, "/cal/preparer", { mode: "asynchrone", jour: JOUR, heure: "00:00", fenetre: "10" });
      seance = new URL(secretaire.url()).pathname;
      await act(secretaire, "/inscrire", { logement });
      await act(secretaire, "/convoquer");
      await expectGood(secretaire);
    });

    it("hears the commune before it opens, then three members from their phones, without a name", async () => {
      await open(commune, `${seance}/logements/${logement}`);
      await act(commune, "/avis", { avis: "favorable" });
      await expectGood(commune);
      await act(secretaire, "/ouvrir");
      for (const [rang, membre] of membres.entries()) {
        await open(membre, `${seance}/logements/${logement}`);
        const texte = await textOf(membre);
        expect(texte).toContain("Candidat 3");
        expect(texte).toContain("Favorable");
        if (rang === 0) await expectGood(membre);
        const [a = "", b = "", c = ""] = candidatures;
        await act(membre, "/vote", {
          [`vote-${a}`]: "attribution",
          [`rangvote-${a}`]: "1",
          [`vote-${b}`]: "attribution",
          [`rangvote-${b}`]: "2",
          [`vote-${c}`]: "non-attribution",
        });
      }
      expect(await textOf(membres[2] ?? commune)).toContain("3 voix pour l’attribution");
    });

    it("is decided once the window is over, not before, and each household told", async () => {
      const [a = "", b = "", c = ""] = candidatures;
      const decisions = {
        [`decision-${a}`]: "attribution",
        [`rang-${a}`]: "1",
        [`decision-${b}`]: "attribution",
        [`rang-${b}`]: "2",
        [`decision-${c}`]: "non-attribution",
        [`motif-${c}`]: "composition",
      };
      await open(secretaire, `${seance}/logements/${logement}`);
      await act(secretaire, "/decision", decisions, /Voir ce que/);
      await submit(secretaire, "/decision", {}, /Enregistrer les décisions/);
      expect(await textOf(secretaire)).toContain("la décision se prend après, ou quand chacun a voté");
      produit.attendreLeSoir();
      // Half an hour without a gesture closes a session: everybody comes back by the door.
      for (const [page, role] of [
        [secretaire, "secretaire-cal"],
        [bailleur, "agent-bailleur"],
        [epci, "agent-epci"],
      ] as const) {
        await logIn(page, await compteOf(role));
      }
      await open(secretaire, `${seance}/logements/${logement}`);
      await act(secretaire, "/decision", decisions, /Voir ce que/);
      expect(await textOf(secretaire)).toContain("Ce que lira le demandeur");
      await expectGood(secretaire);
      await act(secretaire, "/decision", {}, /Enregistrer les décisions/);
      await open(secretaire, `${seance}/cloture`);
      await act(secretaire, "/clore");
      await open(secretaire, `${seance}/cloture`);
      await act(secretaire, "/notifier");
      const pv = await fetch(`${produit.url}${seance}/pv.pdf`, {
        headers: {
          cookie: (await secretaire.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; "),
        },
      });
      expect(
        Buffer.from(await pv.arrayBuffer())
          .toString("latin1")
          .slice(0, 5),
      ).toBe("%PDF-");
    });

    it("is refused by the first rank, accepted by the next on its phone, and let", async () => {
      const [a = "", b = ""] = candidatures;
      await open(bailleur, `${T}/liberations/${logement}`);
      await act(bailleur, `/${a}/offre`, { repondre_avant: addDays(JOUR, 10) });
      await act(bailleur, `/${a}/reponse`, { motif: "localisation" }, /refuse/);
      await act(bailleur, `/${b}/offre`, { repondre_avant: addDays(JOUR, 12) });
      await enterMenage();
      await expectGood(menage);
      await menage.locator("main a, main button", { hasText: "J’accepte" }).first().click();
      await menage.waitForLoadState();
      await menage.locator("main button", { hasText: "J’accepte" }).first().click();
      await menage.waitForLoadState();
      expect(await textOf(menage)).toMatch(/accepté/);
      await open(bailleur, `${T}/liberations/${logement}`);
      await act(bailleur, `/${b}/bail`, { bail_le: JOUR });
      expect(await textOf(bailleur)).toContain("Le bail est signé");
      await expectGood(bailleur);
    });

    it("is counted once its bailleur has said that no line of the published file is this lease", async () => {
      expect((await readCompteurs()).bilan).toBe(avant.bilan);
      const distincts = bailleur.locator('main form[aria-label^="Départager"] button[value="distincts"]');
      await open(bailleur, `${T}/bilan/paires`);
      expect(await distincts.count()).toBeGreaterThan(0);
      while ((await distincts.count()) > 0) {
        await Promise.all([bailleur.waitForEvent("load"), distincts.first().click()]);
        await noTrouble(bailleur);
        await open(bailleur, `${T}/bilan/paires`);
      }
      await expectGood(bailleur);
    });

    it("moves the bilan, the contingent, the delays and the shared follow-up by one", async () => {
      // The engine has its own clock: what it has dated is of the future for the product.
      const maintenant = HORLOGE.maintenant();
      await pool.query(`set session_replication_role = replica;
        update nominatif.evenement set le = '${maintenant}' where le > '${maintenant}';
        reset session_replication_role`);
      expect(await readCompteurs()).toEqual({
        bilan: avant.bilan + 1,
        contingent: avant.contingent + 1,
        delais: avant.delais + 1,
        radiations: avant.radiations + 1,
      });
      await enterMenage();
      expect(await textOf(menage)).toMatch(/radiée|logement attribué|relog/i);
    });
  },
);

import type { Context } from "hono";
import { z } from "zod";
import {
  readCorrespondance,
  textOfCorrespondance,
  writeCorrespondance,
} from "#donnees/lectures/correspondance/correspondance.ts";
import { renderTableCsv } from "#socle/documents/table-csv.ts";
import type { Base } from "#socle/lectures/base.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import type { Action, Ressource } from "#socle/regles/habilitation/ressource.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, coche } from "#socle/routes/champs.ts";
import { type DepotChiffre, DepotsChiffres } from "#socle/routes/depot/depots-chiffres.ts";
import type { Env } from "#socle/routes/deps.ts";
import { type Acte, defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import type { ApercuFichier, LectureFichier, OctetsFichier } from "../../lectures/partenaire/lire-fichier.ts";
import type { SourcePartenaire } from "../../lectures/partenaire/ports.ts";
import { renderApercuFichierPage, renderFichierEcritPage } from "../../pages/partenaire/apercu-page.tsx";
import { cheminDepot } from "../../pages/partenaire/chemins.ts";
import { renderColonnesFichierPage } from "../../pages/partenaire/colonnes-fichier-page.tsx";
import { renderDeposerFichierPage } from "../../pages/partenaire/deposer-page.tsx";
import type { MotsFichier } from "../../pages/partenaire/mots-fichier.ts";

export type Demande = {
  readonly epci: string;
  readonly fichier: OctetsFichier;
  readonly aujourdhui: string;
  readonly hash: (numero: string) => string;
};

/** One kind of partner's file: who sends it, how it is read, what it writes. */
export type GenreFichier = {
  readonly genre: "conges" | "menages";
  readonly mots: MotsFichier;
  readonly droit: readonly [Ressource, Action];
  /** Layout of the actor's organisation. Refuses `droit-absent`. */
  readonly source: (base: Base, epci: string) => SourcePartenaire;
  /** Once a deposit. */
  readonly recevoir: (base: Base, demande: Demande) => Promise<LectureFichier<unknown>>;
  readonly lire: (base: Base, demande: Demande) => Promise<LectureFichier<unknown>>;
  readonly ecrire: (
    base: Base,
    demande: Demande & { readonly empreinte: string; readonly complete: boolean },
  ) => Promise<ApercuFichier<unknown>>;
};

type Ici = { readonly site: Site; readonly depots: DepotsChiffres; readonly genre: GenreFichier };

/** Deposit, preview, columns, confirmation, lines to correct, and the layout as a file. */
export function fichierPartenaireRoutes(site: Site, genre: GenreFichier): Routes {
  const ici: Ici = { site, genre, depots: new DepotsChiffres(site.deps, genre.genre, { fichiers: 1 }) };
  const { racine } = genre.mots;
  const droit = garde(...genre.droit);
  const depot = `${racine}/:depot{[\\da-f-]{36}}`;
  return new Routes()
    .get(`/t/:epci/${racine}/modele.csv`, droit, (c) => sendModele(ici, c))
    .get(`/t/:epci/${racine}/correspondance.json`, droit, (c) => sendCorrespondance(ici, c))
    .get(`/t/:epci/${depot}/a-corriger.csv`, droit, (c) => sendACorriger(ici, c))
    .route(
      "/",
      pageActes(site, {
        chemin: racine,
        droit,
        show: (_, c, etat) => showDeposer(ici, c, etat),
        actes: { recu: receiveIn(ici), correspondance: reprendreIn(ici), abandonne: abandonIn(ici) },
      }),
    )
    .route(
      "/",
      pageActes(site, {
        chemin: depot,
        droit,
        show: (_, c, etat) => showApercu(ici, c, etat),
        actes: { ecrit: confirmIn(ici) },
      }),
    )
    .route(
      "/",
      pageActes(site, {
        chemin: `${depot}/colonnes`,
        droit,
        show: (_, c) => showColonnes(ici, c),
        actes: { colonnes: answerIn(ici) },
      }),
    );
}

async function showDeposer({ site, genre, depots }: Ici, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  genre.source(c.var.base, epci);
  await depots.purge();
  return renderDeposerFichierPage({ cadre, epci, mots: genre.mots, annonce: etat.annonce, erreur: erreurOf(etat) });
}

/** A file that cannot be read is not kept. */
function receiveIn(ici: Ici): Acte {
  return defineActe({
    chemin: "",
    droit: garde(...ici.genre.droit),
    annonce: null,
    fichier: true,
    champs: {},
    run: async ({ c, base, epci }) => {
      ici.genre.source(base, epci);
      const depot = await ici.depots.receive(c.req.raw, epci, c.var.acteur.compte);
      try {
        const lecture = await ici.genre.recevoir(base, await demandeOf(ici, depot));
        const suite = lecture.etat === "colonnes" ? "colonnes" : undefined;
        return new Suite({ chemin: cheminDepot(ici.genre.mots.racine, depot.id, suite) });
      } catch (error) {
        if (error instanceof Refus) await ici.depots.forget(depot);
        throw error;
      }
    },
  });
}

async function demandeOf({ site, depots }: Ici, depot: DepotChiffre): Promise<Demande> {
  const [fichier] = await depots.open(depot);
  if (!fichier) throw new Refus("fichier-absent", "Aucun fichier n’a été choisi. Choisissez-le.");
  const { horloge, hash } = site.deps;
  return { epci: depot.epci, fichier, aujourdhui: horloge.aujourdhui(), hash };
}

async function readDepot(ici: Ici, c: Context<Env>, depot: DepotChiffre): Promise<LectureFichier<unknown>> {
  return ici.genre.lire(c.var.base, await demandeOf(ici, depot));
}

function findDepot({ depots }: Ici, c: Context<Env>): Promise<DepotChiffre> {
  return depots.find(c.req.param("depot") ?? "", c.req.param("epci") ?? "", c.var.acteur.compte);
}

/** Counts that `confirmIn` keeps. */
const ecritSchema = z.object({ ouvre: z.number(), complete: z.number(), inchange: z.number(), refuse: z.number() });

async function showApercu(ici: Ici, c: Context<Env>, etat: EtatPage): Promise<string | Response> {
  const { epci, cadre } = await openCadre(ici.site, c);
  const { mots } = ici.genre;
  const depot = await findDepot(ici, c);
  if (depot.ecrit) {
    return renderFichierEcritPage({ cadre, epci, mots, depot: depot.id, ecrit: ecritSchema.parse(depot.ecrit) });
  }
  const apercu = await readDepot(ici, c, depot);
  if (apercu.etat === "colonnes") {
    return c.redirect(hrefTerritoire(epci, cheminDepot(mots.racine, depot.id, "colonnes")), 303);
  }
  const nom = depot.noms.join(" et ");
  return renderApercuFichierPage({ cadre, epci, mots, depot: depot.id, nom, apercu, erreur: erreurOf(etat) });
}

function confirmIn(ici: Ici): Acte {
  return defineActe({
    chemin: "",
    droit: garde(...ici.genre.droit),
    annonce: null,
    champs: { empreinte: brut(), complete: coche() },
    run: async ({ c, base }, { complete, ...typed }) => {
      const depot = await findDepot(ici, c);
      const empreinte = parseInput(z.string().regex(/^[0-9a-f]{64}$/), typed.empreinte);
      const demande = { ...(await demandeOf(ici, depot)), empreinte, complete };
      const { comptes, refus, aCorriger } = await ici.genre.ecrire(base, demande);
      const reste = refus.length > 0 ? csvOf(aCorriger) : null;
      await ici.depots.close(depot, comptes, reste);
      return new Suite({});
    },
  });
}

function csvOf(lignes: readonly (readonly string[])[]): Uint8Array {
  return Buffer.from(renderTableCsv(lignes, "tableur"));
}

async function showColonnes(ici: Ici, c: Context<Env>): Promise<string> {
  const { epci, cadre } = await openCadre(ici.site, c);
  const depot = await findDepot(ici, c);
  const lecture = await readDepot(ici, c, depot);
  const message = lecture.etat === "colonnes" ? lecture.message : null;
  const { mots } = ici.genre;
  return renderColonnesFichierPage({ cadre, epci, mots, depot: depot.id, message, inconnues: lecture.inconnues });
}

function answerIn(ici: Ici): Acte {
  return defineActe({
    chemin: "",
    droit: garde(...ici.genre.droit),
    annonce: null,
    champs: {},
    run: async ({ c, base, epci }, _, saisie) => {
      const depot = await findDepot(ici, c);
      const colonnes = colonnesOf(saisie, ici.genre.mots);
      if (Object.keys(colonnes).length > 0) {
        await base.partenaires.rememberCorrespondances(epci, ici.genre.source(base, epci), colonnes);
      }
      return new Suite({ chemin: cheminDepot(ici.genre.mots.racine, depot.id) });
    },
  });
}

/** `entete:<rank>`: header of the file, `champ:<rank>`: our column. */
function colonnesOf(saisie: SaisieFormulaire, mots: MotsFichier): Readonly<Record<string, string>> {
  const noms = new Set(mots.colonnes.map(({ nom }) => nom));
  // Without a prototype: a column may be named « __proto__ ».
  const colonnes: Record<string, string> = Object.create(null);
  for (const champ of Object.keys(saisie).filter((nom) => nom.startsWith("champ:"))) {
    const [code, entete] = [valeurDe(saisie, champ), saisie[champ.replace("champ:", "entete:")]?.[0]];
    if (entete !== undefined && noms.has(code)) colonnes[entete.slice(0, 200)] = code;
  }
  return colonnes;
}

function reprendreIn(ici: Ici): Acte {
  return defineActe({
    chemin: "correspondance",
    droit: garde(...ici.genre.droit),
    annonce: "La correspondance est reprise\u00A0: le prochain fichier de ce tracé sera lu ainsi.",
    champs: {},
    run: async ({ base, epci, fichier }) => {
      const source = ici.genre.source(base, epci);
      const noms = new Set(ici.genre.mots.colonnes.map(({ nom }) => nom));
      const colonnes = readCorrespondance(
        await textOfCorrespondance(fichier("correspondance")),
        ici.genre.genre,
        (nom) => noms.has(nom),
      );
      await base.partenaires.rememberCorrespondances(epci, source, colonnes);
    },
  });
}

async function sendCorrespondance({ site, genre }: Ici, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { base } = c.var;
  const colonnes = await base.partenaires.correspondances(epci, genre.source(base, epci));
  const contenu = writeCorrespondance(genre.genre, colonnes);
  return sendDocument(c, { nom: `correspondance-${genre.genre}`, type: "json", contenu });
}

async function sendModele({ genre }: Ici, c: Context<Env>): Promise<Response> {
  const contenu = renderTableCsv([genre.mots.colonnes.map(({ nom }) => nom)], "tableur");
  return sendDocument(c, { nom: `modele-${genre.genre}`, type: "csv", contenu });
}

/** The lines that do not enter, as they were written, each with why. */
async function sendACorriger(ici: Ici, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(ici.site, c);
  const depot = await findDepot(ici, c);
  const contenu = depot.ecrit ? await ici.depots.openReste(depot) : csvOf(await lignesOf(ici, c, depot));
  return sendDocument(c, { nom: `${ici.genre.genre}-a-corriger-${epci}`, type: "csv", contenu });
}

async function lignesOf(ici: Ici, c: Context<Env>, depot: DepotChiffre): Promise<readonly (readonly string[])[]> {
  const lecture = await readDepot(ici, c, depot);
  return lecture.etat === "apercu" ? lecture.aCorriger : [];
}

function abandonIn(ici: Ici): Acte {
  return defineActe({
    chemin: ":depot/abandonner",
    droit: garde(...ici.genre.droit),
    annonce: "Le fichier est effacé\u00A0: rien n’a été importé.",
    champs: {},
    run: async ({ c }) => ici.depots.forget(await findDepot(ici, c)),
  });
}

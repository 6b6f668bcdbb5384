import type { Context } from "hono";
import { z } from "zod";
import {
  addConventionFlux,
  addLigneAssiette,
  findConvention,
  updateConventionFlux,
  withdrawLigneAssiette,
} from "#engagements/actes/contingent/ecrire-convention.ts";
import { transmettreBilanFlux } from "#engagements/actes/contingent/transmettre-bilan-flux.ts";
import type { ConventionEcrite } from "#engagements/lectures/contingent/ecrits.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { habilitationsFor } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { computeContingents } from "../../lectures/contingent/compute-contingents.ts";
import { renderAjouterConventionPage, type SaisieConvention } from "../../pages/contingent/convention-flux-champs.tsx";
import { renderConventionFluxPage } from "../../pages/contingent/convention-flux-page.tsx";
import {
  changeOf,
  identifiant,
  ligneOf,
  partiesOf,
  perimetreOf,
  readAnnee,
  readChoixParties,
  readSaisieConvention,
} from "./saisie.ts";

const ANNONCES: Readonly<Record<string, string>> = {
  ajoutee: "La convention de flux est enregistrée. Saisissez maintenant l’assiette de l’année.",
  modifiee: "La convention est modifiée.",
  ligne: "L’assiette est modifiée.",
};

/** `/t/:epci/contingents/conventions`: one convention of flux, its base and what was transmitted under it. */
export function conventionFluxRoutes(site: Site): Routes {
  const conventions = "/t/:epci/contingents/conventions";
  return new Routes()
    .get(`${conventions}/ajouter`, garde("contingent", "creer"), (c) => showAjouter(site, c, null, null))
    .post(`${conventions}/ajouter`, garde("contingent", "creer"), (c) => saveAjouter(site, c))
    .get(`${conventions}/:id{[0-9]+}`, garde("contingent", "lire"), (c) => showConvention(site, c, null, null))
    .post(`${conventions}/:id{[0-9]+}`, garde("contingent", "modifier"), (c) => saveChange(site, c))
    .post(`${conventions}/:id{[0-9]+}/lignes`, garde("contingent", "modifier"), (c) =>
      act(site, c, async (epci, id, body) => {
        const ligne = ligneOf(body);
        await addLigneAssiette(c.var.base, epci, id, ligne);
        return hrefTerritoire(epci, `contingents/conventions/${id}`, { annee: ligne.annee, fait: "ligne" });
      }),
    )
    .post(`${conventions}/:id{[0-9]+}/transmettre`, garde("contingent", "valider"), (c) =>
      act(site, c, async (epci, id, body) => {
        const annee = parseInput(z.coerce.number().int().min(2000).max(2100), body.annee);
        const demande = { epci, convention: id, annee };
        const frozen = await transmettreBilanFlux(c.var.base, demande, site.deps.horloge.aujourdhui());
        return hrefTerritoire(epci, `contingents/bilans/${frozen.id}`);
      }),
    )
    .post("/t/:epci/contingents/lignes/:id{[0-9]+}/retirer", garde("contingent", "modifier"), (c) => withdraw(c));
}

/** A convention that is not there for this person is a page that is not there; any other refusal comes back on the convention. */
async function act(
  site: Site,
  c: Context<Env>,
  run: (epci: string, id: number, body: Readonly<Record<string, unknown>>) => Promise<string>,
): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const id = parseInput(identifiant, c.req.param("id"));
  const body = await c.req.parseBody();
  await findConvention(c.var.base, epci, id);
  try {
    return c.redirect(await run(epci, id, body), 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return showConvention(site, c, null, error);
  }
}

async function withdraw(c: Context<Env>): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const id = parseInput(identifiant, c.req.param("id"));
  const ligne = (await c.var.base.contingents.lignesAssiette(epci)).find((one) => one.id === id);
  await withdrawLigneAssiette(c.var.base, epci, id);
  const chemin = `contingents/conventions/${ligne?.convention ?? ""}`;
  return c.redirect(hrefTerritoire(epci, chemin, { annee: ligne?.annee, fait: "ligne" }), 303);
}

async function showConvention(
  site: Site,
  c: Context<Env>,
  typed: SaisieConvention | null,
  refus: Refus | null,
): Promise<Response> {
  const { base, acteur } = c.var;
  const { epci, cadre } = await openCadre(site, c);
  const convention = await findConvention(base, epci, parseInput(identifiant, c.req.param("id")));
  const aujourdhui = site.deps.horloge.aujourdhui();
  const { annee } = await readAnnee(base, epci, c.req.query(), aujourdhui);
  const [contingents, transmis] = await Promise.all([
    computeContingents(base, { epci, annee }, aujourdhui),
    base.contingents.transmis(epci),
  ]);
  const own = habilitationsFor(acteur, "contingent", "valider", epci).some(
    ({ organisation }) => organisation === convention.bailleur,
  );
  const covered = convention.anneeDebut <= annee && annee <= convention.anneeFin;
  const page = renderConventionFluxPage({
    cadre,
    convention,
    annee,
    saisie: keepTyped(typed, convention, refus),
    compteur: contingents.conventions.find((one) => one.convention.id === convention.id) ?? null,
    transmis: transmis.filter((bilan) => bilan.convention === convention.id),
    transmettre: own && covered && `${annee}-12-31` < aujourdhui,
    erreur: refus?.message ?? null,
    annonce: refus ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

/** Changed by somebody else: what is saved next is over what is read now. */
function keepTyped(
  typed: SaisieConvention | null,
  convention: ConventionEcrite,
  refus: Refus | null,
): SaisieConvention {
  if (typed !== null && refus?.code !== "contingent-change") return typed;
  return {
    bailleur: String(convention.bailleur),
    reservataire: String(convention.reservataire),
    contingent: convention.contingent,
    departement: convention.departement,
    commune: convention.commune ?? "",
    anneeDebut: String(convention.anneeDebut),
    anneeFin: String(convention.anneeFin),
    part: String(Number((convention.part * 100).toFixed(4))).replace(".", ","),
    signeeLe: convention.signeeLe ?? "",
    revision: String(convention.revision),
  };
}

async function saveChange(site: Site, c: Context<Env>): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const id = parseInput(identifiant, c.req.param("id"));
  const saisie = readSaisieConvention(await c.req.parseBody());
  try {
    const revision = parseInput(z.coerce.number().int().min(0), saisie.revision);
    await updateConventionFlux(c.var.base, epci, { id, revision }, changeOf(saisie));
    return c.redirect(hrefTerritoire(epci, `contingents/conventions/${id}`, { fait: "modifiee" }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "convention-flux-inconnue") throw error;
    return showConvention(site, c, saisie, error);
  }
}

async function showAjouter(
  site: Site,
  c: Context<Env>,
  typed: SaisieConvention | null,
  refus: Refus | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const [choix, communes] = await Promise.all([
    readChoixParties(c.var.base, epci),
    c.var.base.territoires.communes(epci),
  ]);
  const year = site.deps.horloge.aujourdhui().slice(0, 4);
  const saisie = typed ?? {
    bailleur: "",
    reservataire: "",
    contingent: "PPRIOR",
    commune: "",
    part: "",
    signeeLe: "",
    revision: "0",
    departement: departementOf(communes[0]?.commune),
    anneeDebut: year,
    anneeFin: String(Number(year) + 2),
  };
  const page = renderAjouterConventionPage({ cadre, saisie, choix, communes, erreur: refus?.message ?? null });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

function departementOf(commune = ""): string {
  return commune.slice(0, commune.startsWith("97") ? 3 : 2);
}

async function saveAjouter(site: Site, c: Context<Env>): Promise<Response> {
  const { base } = c.var;
  const epci = c.req.param("epci") ?? "";
  const saisie = readSaisieConvention(await c.req.parseBody());
  try {
    const parties = await partiesOf(base, epci, saisie);
    const id = await addConventionFlux(base, epci, { ...parties, ...perimetreOf(saisie), ...changeOf(saisie) });
    return c.redirect(hrefTerritoire(epci, `contingents/conventions/${id}`, { fait: "ajoutee" }), 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return showAjouter(site, c, saisie, error);
  }
}

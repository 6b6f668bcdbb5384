import type { Context } from "hono";
import { readChoixParties } from "#convention/routes/contingent/saisie.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { isMembreLe } from "#socle/regles/gouvernance/convocation.ts";
import { habilitationsFor, habilitationsIn, peut } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { listCommunes } from "#socle/routes/cas-bloque/saisie.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { adopterReglement, ajouterMembreCal, retirerMembreCal } from "../../actes/cal/composer.ts";
import { preparerSeance } from "../../actes/cal/preparer.ts";
import { renderCalPage, renderPreparerPage } from "../../pages/cal/cal-page.tsx";
import { CHEMIN_CAL, CHEMIN_COMPOSITION, CHEMIN_PREPARER, cheminSeance } from "../../pages/cal/chemins.ts";
import { renderCompositionPage } from "../../pages/cal/composition-page.tsx";
import { manquesComposition, QUALITES_CAL, siegePourCommune } from "../../regles/cal/composition.ts";
import { DUREE_VOTE_ATTENDUE, isDureeVote, MODES_SEANCE } from "../../regles/cal/reglement.ts";
import { aCorriger, type RefuseCal, RIEN_REFUSE, refuseOf } from "./refus.ts";
import { idOf } from "./saisie.ts";

const T = "/t/:epci";
const LIRE = garde("seance", "lire");
const CREER = garde("seance", "creer");
/** Its rules are adopted by whoever answers for the bailleur, or holds its commission. */
const VALIDER = garde("seance", "valider");
const MODIFIER = garde("seance", "modifier");

const ANNONCES: Readonly<Record<string, string>> = {
  membre: "La composition est enregistrée.",
  reglement: "La version est adoptée.",
};

/** `/t/:epci/cal`: the sessions, what a commission is made of, and a new one. */
export function seancesRoutes(site: Site): Routes {
  return new Routes()
    .get(`${T}/${CHEMIN_CAL}`, LIRE, (c) => show(site, c))
    .get(`${T}/${CHEMIN_PREPARER}`, CREER, (c) => showPreparer(site, c, {}, RIEN_REFUSE))
    .post(`${T}/${CHEMIN_PREPARER}`, CREER, (c) => preparer(site, c))
    .get(`${T}/${CHEMIN_COMPOSITION}`, VALIDER, (c) => showComposition(site, c, saisieOf(c.req.query()), RIEN_REFUSE))
    .post(`${T}/${CHEMIN_COMPOSITION}`, MODIFIER, (c) => composer(site, c))
    .post(`${T}/${CHEMIN_COMPOSITION}/reglement`, VALIDER, (c) => adopter(site, c));
}

async function show(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const seances = await base.cal.list(epci);
  return c.html(
    renderCalPage({
      cadre,
      epci,
      seances,
      annonce: null,
      preparer: peut(acteur, "seance", "creer", epci),
      composer: isOfBailleur(c, epci),
    }),
  );
}

/** A commune validates its opinion, and holds no commission. */
function isOfBailleur(c: Context<Env>, epci: string): boolean {
  return commissionsOf(c, epci).length > 0;
}

type Commission = { readonly organisation: number; readonly nom: string };

/** Bailleurs whose commission the person holds, or answers for. */
function commissionsOf(c: Context<Env>, epci: string): readonly Commission[] {
  const own = habilitationsFor(c.var.acteur, "seance", "valider", epci).filter(({ role }) => role !== "commune");
  const noms = new Map(own.map(({ organisation, nomOrganisation }) => [organisation, nomOrganisation]));
  return [...noms].map(([organisation, nom]) => ({ organisation, nom }));
}

async function showPreparer(
  site: Site,
  c: Context<Env>,
  saisie: SaisieFormulaire,
  refus: RefuseCal,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const vide = { mode: ["presentiel"], heure: ["14:00"], duree: ["120"] };
  const page = renderPreparerPage({
    cadre,
    epci,
    refus: refus.formulaire,
    saisie: { ...vide, ...saisie },
    bailleurs: commissionsOf(c, epci),
  });
  return c.html(page, refus.code === null ? 200 : statusOf(refus.code));
}

async function preparer(site: Site, c: Context<Env>): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const saisie = saisieOf(await c.req.parseBody());
  const lu = new Lecture(saisie);
  const seance = {
    organisation: commissionIn(c, epci, saisie),
    mode: lu.choice("mode", "La séance se tient", MODES_SEANCE),
    tenueLe: lu.dayOrNull("jour", "Jour") ?? "",
    heure: valeurDe(saisie, "heure"),
    dureeMinutes: Number(valeurDe(saisie, "duree")),
    fenetreHeures: valeurDe(saisie, "fenetre") === "" ? null : Number(valeurDe(saisie, "fenetre")),
    lieu: lu.textOrNull("lieu", 200),
    visio: lu.textOrNull("visio", 500),
  };
  checkNombres(lu, seance);
  if (lu.erreurs.length > 0) return showPreparer(site, c, saisie, aCorriger(lu));
  try {
    const aujourdhui = site.deps.horloge.aujourdhui();
    const id = await preparerSeance(c.var.base, { ...seance, epci, aujourdhui });
    return c.redirect(hrefTerritoire(epci, cheminSeance(id), { fait: "preparee" }), 303);
  } catch (error) {
    return showPreparer(site, c, saisie, refuseOf(error));
  }
}

function checkNombres(
  lu: Lecture,
  {
    tenueLe,
    heure,
    dureeMinutes,
    fenetreHeures,
  }: { tenueLe: string; heure: string; dureeMinutes: number; fenetreHeures: number | null },
): void {
  if (tenueLe === "" && lu.erreurs.length === 0) lu.fail("jour", "Jour : donnez la date, jour, mois et année.");
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(heure)) lu.fail("heure", "Heure : écrivez-la sous la forme 14:00.");
  if (!Number.isInteger(dureeMinutes) || dureeMinutes < 15 || dureeMinutes > 600) {
    lu.fail("duree", "Durée : écrivez un nombre de minutes, de 15 à 600.");
  }
  if (fenetreHeures !== null && !isDureeVote(fenetreHeures)) lu.fail("fenetre", DUREE_VOTE_ATTENDUE);
}

/** The one that the form names, when it is one of theirs; else the first. Refuses `droit-absent`. */
function commissionIn(c: Context<Env>, epci: string, saisie: SaisieFormulaire): number {
  const own = commissionsOf(c, epci);
  const dite = idOf(valeurDe(saisie, "bailleur"));
  const found = own.find(({ organisation }) => organisation === dite) ?? own[0];
  if (found) return found.organisation;
  throw new Refus("droit-absent", "Vous ne tenez aucune commission d’attribution sur ce territoire.");
}

async function showComposition(
  site: Site,
  c: Context<Env>,
  saisie: SaisieFormulaire,
  refus: RefuseCal,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const organisation = commissionIn(c, epci, saisie);
  const [membres, reglements, sieges, communes, { reservataires }] = await Promise.all([
    base.cal.composition(epci, organisation),
    base.cal.reglements(epci, organisation),
    base.cal.sieges(epci),
    listCommunes(base, epci),
    readChoixParties(base, epci),
  ]);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const bailleurs = commissionsOf(c, epci);
  const actifs = membres.filter((membre) => isMembreLe(membre, aujourdhui));
  const page = renderCompositionPage({
    cadre,
    epci,
    bailleurs,
    membres,
    reglements,
    sieges,
    communes,
    aujourdhui,
    bailleur: bailleurs.find((un) => un.organisation === organisation) ?? { organisation, nom: "" },
    reservataires: reservataires.map(({ id, nom }) => ({ code: String(id), libelle: nom })),
    manques: manquesComposition(actifs, aujourdhui),
    secretaire: habilitationsIn(acteur, epci).some(
      (h) => h.role === "secretaire-cal" && h.organisation === organisation,
    ),
    adopter: true,
    etat: { saisie: { depuis: [aujourdhui], ...saisie }, refus: refus.formulaire },
    annonce: refus.code === null ? (ANNONCES[valeurDe(saisie, "fait")] ?? null) : null,
  });
  return c.html(page, refus.code === null ? 200 : statusOf(refus.code));
}

async function composer(site: Site, c: Context<Env>): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const saisie = saisieOf(await c.req.parseBody());
  const commission = { epci, organisation: commissionIn(c, epci, saisie) };
  const lu = new Lecture(saisie);
  try {
    if (valeurDe(saisie, "geste") === "retirer") {
      await retirerMembreCal(c.var.base, commission, lu.hidden("membre"), site.deps.horloge.aujourdhui());
    } else {
      const commune = lu.textOrNull("commune", 5);
      const qualite = lu.choice("qualite", "Il siège comme", QUALITES_CAL);
      const { reservataires } = await readChoixParties(c.var.base, epci);
      const contingent = reservataires.find(({ id }) => id === lu.hidden("reservataire"));
      const membre = {
        qualite,
        designation: lu.textOrNull("designation", 120),
        compte: idOf(valeurDe(saisie, "compte")),
        commune:
          siegePourCommune(qualite) && (await listCommunes(c.var.base, epci)).some(({ code }) => code === commune)
            ? commune
            : null,
        reservataire: qualite === "reservataire" ? (contingent?.id ?? null) : null,
        president: valeurDe(saisie, "president") === "oui",
        depuis: lu.day("depuis", "Depuis le", "2199-12-31"),
      };
      if (lu.erreurs.length > 0) return showComposition(site, c, saisie, aCorriger(lu));
      await ajouterMembreCal(c.var.base, commission, membre);
    }
  } catch (error) {
    return showComposition(site, c, saisie, refuseOf(error));
  }
  return c.redirect(
    hrefTerritoire(epci, CHEMIN_COMPOSITION, { bailleur: commission.organisation, fait: "membre" }),
    303,
  );
}

async function adopter(site: Site, c: Context<Env>): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const saisie = saisieOf(await c.req.parseBody());
  const organisation = commissionIn(c, epci, saisie);
  const lu = new Lecture(saisie);
  const modes = lu.choice("modes", "Séances permises", ["salle", "distance", "ecrit"]);
  const reglement = {
    depuis: lu.day("depuis_reglement", "En vigueur depuis le", "2199-12-31"),
    quorum: lu.whole("quorum", "Quorum", 1) ?? 0,
    fenetreHeures: Number(valeurDe(saisie, "fenetre")) || 0,
    distance: modes !== "salle",
    asynchrone: modes === "ecrit",
    nomsSecretaire: valeurDe(saisie, "noms") === "oui",
    source: lu.text("source", "Texte lu"),
    aConfirmer: false,
  };
  if (!Number.isInteger(reglement.fenetreHeures))
    lu.fail("fenetre", "Durée du vote : écrivez un nombre entier d’heures.");
  if (reglement.source.length < 3 || reglement.source.length > 200)
    lu.fail("source", "Texte lu : de 3 à 200 caractères.");
  if (lu.erreurs.length > 0) return showComposition(site, c, saisie, aCorriger(lu));
  try {
    await adopterReglement(c.var.base, { epci, organisation }, reglement);
  } catch (error) {
    return showComposition(site, c, saisie, refuseOf(error));
  }
  return c.redirect(hrefTerritoire(epci, CHEMIN_COMPOSITION, { bailleur: organisation, fait: "reglement" }), 303);
}

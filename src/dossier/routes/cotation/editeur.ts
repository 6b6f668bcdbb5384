import type { Context } from "hono";
import { listCategories } from "#donnees/regles/public-prioritaire/categorie.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import type { Refus } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { again, readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { checkLecture, refusOf } from "#socle/routes/serveur/refus-formulaire.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  abandonnerGrille,
  type Change,
  copierGrille,
  ecrireCritere,
  ecrireRubrique,
  findGrille,
  findRubrique,
  rangerGrille,
  renommerGrille,
  SENS_RANGEMENT,
} from "../../actes/cotation/editer-grille.ts";
import { refusCotation } from "../../lectures/cotation/refus.ts";
import { CHEMIN_COTATION, cheminGrille } from "../../pages/cotation/chemins.ts";
import { renderCritereFormulaire } from "../../pages/cotation/critere-page.tsx";
import { renderNouvelleGrille, renderRubriqueFormulaire } from "../../pages/cotation/formulaires.tsx";
import type { Critere } from "../../regles/cotation/grille.ts";
import { sayExpression } from "../../regles/cotation/mots.ts";
import type { VersionGrille } from "../../regles/cotation/version-grille.ts";
import { showGrille } from "./grille.ts";
import {
  CRITERE_VIERGE,
  RUBRIQUE_VIERGE,
  readCritere,
  readFaits,
  readRubrique,
  saisieOfCritere,
  saisieOfRubrique,
} from "./saisie.ts";

type Retour = { readonly saisie?: SaisieFormulaire; readonly refus?: Refus };

export async function readLecture(c: Context<Env>): Promise<Lecture> {
  return new Lecture(saisieOf(await c.req.parseBody({ all: true })));
}

export function changeOf(c: Context<Env>, lecture: Lecture): Change {
  return { epci: c.req.param("epci") ?? "", id: readNumero(c, "grille"), revision: lecture.hidden("revision") };
}

function back(c: Context<Env>, { epci, id }: Change, fait: string): Response {
  return c.redirect(hrefTerritoire(epci, cheminGrille(id), { fait }), 303);
}

/** A draft; a version that was published has nothing to edit. */
async function openProjet(site: Site, c: Context<Env>) {
  const { epci, cadre } = await openCadre(site, c);
  const version = await findGrille(c.var.base, epci, readNumero(c, "grille"));
  if (version.etat !== "projet") throw refusCotation.publiee();
  return { epci, cadre, version };
}

export async function showNouvelle(site: Site, c: Context<Env>, { saisie, refus }: Retour = {}): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const versions = await c.var.base.cotations.versions(epci);
  const page = renderNouvelleGrille({
    cadre,
    epci,
    versions,
    saisie: saisie ?? {},
    refus: refus ? refusOf(refus) : SANS_REFUS,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

export async function createGrille(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const lecture = await readLecture(c);
  const nom = lecture.text("nom", "Nom de la grille");
  const source = lecture.textOrNull("source", 40) ?? "";
  try {
    checkLecture(lecture);
    const id = await copierGrille(c.var.base, { epci, source, nom });
    return c.redirect(hrefTerritoire(epci, cheminGrille(id), { fait: "creee" }), 303);
  } catch (error) {
    return again(error, (refus) => showNouvelle(site, c, { saisie: lecture.saisie, refus }));
  }
}

export async function renameGrille(site: Site, c: Context<Env>): Promise<Response> {
  await openCadre(site, c);
  const lecture = await readLecture(c);
  const change = changeOf(c, lecture);
  const nom = lecture.text("nom", "Nom de la grille");
  try {
    checkLecture(lecture);
    await renommerGrille(c.var.base, change, nom);
    return back(c, change, "modifiee");
  } catch (error) {
    return again(error, (refus) => showGrille(site, c, refus));
  }
}

export async function dropGrille(site: Site, c: Context<Env>): Promise<Response> {
  await openCadre(site, c);
  const change = changeOf(c, await readLecture(c));
  try {
    await abandonnerGrille(c.var.base, change);
    return c.redirect(hrefTerritoire(change.epci, CHEMIN_COTATION, { fait: "abandonnee" }), 303);
  } catch (error) {
    return again(error, (refus) => showGrille(site, c, refus));
  }
}

export async function orderGrille(site: Site, c: Context<Env>): Promise<Response> {
  await openCadre(site, c);
  const lecture = await readLecture(c);
  const change = changeOf(c, lecture);
  const rangement = {
    rubrique: lecture.textOrNull("rubrique", 40) ?? "",
    critere: lecture.textOrNull("critere", 40),
    sens: lecture.choice("sens", "Sens", SENS_RANGEMENT),
  };
  try {
    checkLecture(lecture);
    await rangerGrille(c.var.base, change, rangement);
    return back(c, change, "modifiee");
  } catch (error) {
    return again(error, (refus) => showGrille(site, c, refus));
  }
}

/** « nouvelle » in the address: one that is not there yet. */
function idOf(c: Context<Env>, nom: "rubrique" | "critere", nouveau: string): string | null {
  const id = c.req.param(nom) ?? nouveau;
  return id === nouveau ? null : id;
}

export async function showRubrique(site: Site, c: Context<Env>, { saisie, refus }: Retour = {}): Promise<Response> {
  const { epci, cadre, version } = await openProjet(site, c);
  const rubrique = idOf(c, "rubrique", "nouvelle");
  const known = rubrique === null ? RUBRIQUE_VIERGE : saisieOfRubrique(findRubrique(version.contenu, rubrique));
  const page = renderRubriqueFormulaire({
    cadre,
    epci,
    version,
    rubrique,
    saisie: saisie ?? known,
    refus: refus ? refusOf(refus) : SANS_REFUS,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

export async function writeRubrique(site: Site, c: Context<Env>): Promise<Response> {
  await openCadre(site, c);
  const lecture = await readLecture(c);
  const change = changeOf(c, lecture);
  const fiche = readRubrique(lecture);
  try {
    checkLecture(lecture);
    await ecrireRubrique(c.var.base, change, idOf(c, "rubrique", "nouvelle"), fiche);
    return back(c, change, "modifiee");
  } catch (error) {
    return again(error, (refus) => showRubrique(site, c, { saisie: lecture.saisie, refus }));
  }
}

export async function showCritere(site: Site, c: Context<Env>, { saisie, refus }: Retour = {}): Promise<Response> {
  const { epci, cadre, version } = await openProjet(site, c);
  const rubrique = saisie?.rubrique?.[0] ?? c.req.query("rubrique") ?? "";
  const own = findCritere(version, rubrique, idOf(c, "critere", "nouveau"));
  const page = renderCritereFormulaire({
    cadre,
    epci,
    version,
    rubrique,
    critere: own?.id ?? null,
    ...fieldsOf(c, own, saisie ?? null),
    categories: listCategories(site.deps.horloge.aujourdhui(), []),
    refus: refus ? refusOf(refus) : SANS_REFUS,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

/** What fills the form: what was typed, else the rule. Facts chosen again are another condition; until then the one that is there is kept. */
function fieldsOf(c: Context<Env>, own: Critere | null, saisie: SaisieFormulaire | null) {
  const known = own ? saisieOfCritere(own) : { saisie: CRITERE_VIERGE, faits: [] };
  const gardee = own && known.faits === null ? sayExpression(own.si) : null;
  if (saisie) {
    const kept = saisie.gardee?.[0] === "oui" ? gardee : null;
    return { saisie, faits: readFaits(saisie.faits ?? []), gardee: kept };
  }
  if (c.req.query("choisir") === "oui") {
    return { saisie: known.saisie, faits: readFaits(c.req.queries("faits") ?? []), gardee: null };
  }
  return { saisie: known.saisie, faits: known.faits ?? [], gardee };
}

/** null: a new one. Throws `grille-element-inconnu`. */
function findCritere({ contenu }: VersionGrille, rubrique: string, critere: string | null) {
  const { criteres } = findRubrique(contenu, rubrique);
  if (critere === null) return null;
  const found = criteres.find(({ id }) => id === critere);
  if (!found) throw refusCotation.introuvable();
  return found;
}

export async function writeCritere(site: Site, c: Context<Env>): Promise<Response> {
  const { version } = await openProjet(site, c);
  const lecture = await readLecture(c);
  const change = changeOf(c, lecture);
  const rubrique = lecture.textOrNull("rubrique", 40) ?? "";
  const critere = idOf(c, "critere", "nouveau");
  const own = findCritere(version, rubrique, critere);
  const fiche = readCritere(lecture, {
    faits: readFaits(lecture.saisie.faits ?? []),
    gardee: own && lecture.saisie.gardee?.[0] === "oui" ? own.si : null,
    jour: site.deps.horloge.aujourdhui(),
  });
  try {
    checkLecture(lecture);
    await ecrireCritere(c.var.base, change, { rubrique, critere, fiche });
    return back(c, change, "modifiee");
  } catch (error) {
    return again(error, (refus) => showCritere(site, c, { saisie: lecture.saisie, refus }));
  }
}

import type { Context } from "hono";
import { ETATS_OPERATION } from "#donnees/regles/programme/operation.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import type { Refus } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { again, checkLecture, refusOf } from "#socle/routes/serveur/refus-formulaire.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { creerOperation, findOperation, modifierOperation } from "../actes/ecrire-operation.ts";
import { readChoixOperation } from "../lectures/compute-registre.ts";
import { renderOperationFormulaire } from "../pages/operation-formulaire.tsx";
import { cheminOperation } from "../pages/operation-mots.tsx";
import { readOperationId } from "./operation-actes.ts";
import { emptySaisie, readFiche, saisieOfOperation } from "./operation-saisie.ts";

type Retour = { readonly saisie?: SaisieFormulaire; readonly refus?: Refus };

export async function showNouvelle(site: Site, c: Context<Env>, { saisie, refus }: Retour = {}): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const choix = await readChoixOperation(c.var.base, epci, "creer");
  const page = renderOperationFormulaire({
    cadre,
    epci,
    choix,
    operation: null,
    saisie: saisie ?? emptySaisie(choix),
    refus: refus ? refusOf(refus) : SANS_REFUS,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

export async function create(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const choix = await readChoixOperation(c.var.base, epci, "creer");
  const lecture = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  const fiche = readFiche(lecture, choix, []);
  const etat = choix.tout ? lecture.choice("etat", "État", ETATS_OPERATION) : "deposee";
  try {
    checkLecture(lecture);
    const id = await creerOperation(c.var.base, { epci, fiche, etat, aujourdhui: site.deps.horloge.aujourdhui() });
    const fait = etat === "deposee" ? "deposee" : "inscrite";
    return c.redirect(hrefTerritoire(epci, cheminOperation(id), { fait }), 303);
  } catch (error) {
    return again(error, (refus) => showNouvelle(site, c, { saisie: lecture.saisie, refus }));
  }
}

export async function showModifier(site: Site, c: Context<Env>, { saisie, refus }: Retour = {}): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const [operation, choix] = await Promise.all([
    findOperation(c.var.base, epci, readOperationId(c)),
    readChoixOperation(c.var.base, epci, "modifier"),
  ]);
  const page = renderOperationFormulaire({
    cadre,
    epci,
    choix,
    operation,
    saisie: saisie ?? saisieOfOperation(operation),
    refus: refus ? refusOf(refus) : SANS_REFUS,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

export async function modify(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { base } = c.var;
  const id = readOperationId(c);
  const [operation, choix] = await Promise.all([
    findOperation(base, epci, id),
    readChoixOperation(base, epci, "modifier"),
  ]);
  const lecture = new Lecture(saisieOf(await c.req.parseBody({ all: true })));
  const fiche = readFiche(lecture, choix, operation.residences);
  try {
    checkLecture(lecture);
    const aujourdhui = site.deps.horloge.aujourdhui();
    await modifierOperation(base, { epci, id, revision: lecture.hidden("revision"), fiche, aujourdhui });
  } catch (error) {
    return again(error, (refus) => showModifier(site, c, { saisie: lecture.saisie, refus }));
  }
  return c.redirect(hrefTerritoire(epci, cheminOperation(id), { fait: "modifiee" }), 303);
}

import type { Context } from "hono";
import { readChoixOperation } from "#application/programme/compute-registre.ts";
import { creerOperation, findOperation, modifierOperation } from "#application/programme/ecrire-operation.ts";
import { ETATS_OPERATION } from "#domain/programme/operation.ts";
import type { Refus } from "#domain/shared/refus.ts";
import { hrefTerritoire } from "#web/design/cadre.ts";
import { SANS_REFUS, type SaisieFormulaire } from "#web/design/formulaire.tsx";
import { renderOperationFormulaire } from "#web/programme/operation-formulaire.tsx";
import { cheminOperation } from "#web/programme/operation-mots.tsx";
import type { Env } from "../deps.ts";
import { Lecture, saisieOf } from "../serveur/lecture.ts";
import { statusOf } from "../serveur/status.ts";
import { openCadre, type Site } from "../site.ts";
import { again, checkLecture, readOperationId, refusOf } from "./operation-actes.ts";
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

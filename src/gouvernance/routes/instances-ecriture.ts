import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { isRelu, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import type { Refus } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { again, readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { checkLecture, refusOf } from "#socle/routes/serveur/refus-formulaire.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  ajouterContact,
  ajouterMembre,
  cloreInstance,
  creerInstance,
  findInstance,
  findMembre,
  modifierInstance,
  modifierMembre,
  retirerContact,
} from "../actes/instance-ecrire.ts";
import { readInstance } from "../lectures/instance-lire.ts";
import { cheminInstance } from "../pages/instance-chemins.ts";
import { renderInstanceFormulaire, renderMembreFormulaire } from "../pages/instance-formulaire.tsx";
import { renderInstancePage } from "../pages/instance-page.tsx";
import {
  INSTANCE_VIERGE,
  MEMBRE_VIERGE,
  readFicheInstance,
  readFicheMembre,
  saisieOfInstance,
  saisieOfMembre,
} from "./instances-saisie.ts";

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  creee: "L’instance est créée. Ajoutez ses membres.",
  modifiee: "L’instance est modifiée.",
  close: "L’instance est close.",
  membre: "Le membre est enregistré.",
  contact: "Les contacts sont enregistrés.",
};

type Retour = { readonly saisie?: SaisieFormulaire; readonly refus?: Refus };
const A_RELIRE = "gouvernance-a-relire";

type RetourInstance = {
  readonly refus?: Refus;
  readonly contact?: { readonly membre: number; readonly saisie: SaisieFormulaire };
};

export async function showInstance(
  site: Site,
  c: Context<Env>,
  { refus, contact }: RetourInstance = {},
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const lue = await readInstance(c.var.base, {
    epci,
    id: readNumero(c, "id"),
    aujourdhui: site.deps.horloge.aujourdhui(),
  });
  const page = renderInstancePage({
    cadre,
    epci,
    lue,
    ecrire: peutPartout(c.var.acteur, "instance", "creer", epci),
    annonce: refus ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
    erreur: refus?.message ?? null,
    contact: contact ? { ...contact, refus: SANS_REFUS } : null,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

export async function showNouvelleInstance(
  site: Site,
  c: Context<Env>,
  { saisie, refus }: Retour = {},
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const page = renderInstanceFormulaire({
    cadre,
    epci,
    instance: null,
    saisie: saisie ?? INSTANCE_VIERGE,
    refus: refus ? refusOf(refus) : SANS_REFUS,
    aRelire: refus?.code === A_RELIRE,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

export async function createInstance(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const lecture = await readLecture(c);
  const fiche = readFicheInstance(lecture);
  try {
    checkLecture(lecture);
    const id = await creerInstance(c.var.base, { epci, fiche, relu: isRelu(lecture.saisie) });
    return c.redirect(hrefTerritoire(epci, cheminInstance(id), { fait: "creee" }), 303);
  } catch (error) {
    return again(error, (refus) => showNouvelleInstance(site, c, { saisie: lecture.saisie, refus }));
  }
}

export async function showModifierInstance(
  site: Site,
  c: Context<Env>,
  { saisie, refus }: Retour = {},
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const instance = await findInstance(c.var.base, epci, readNumero(c, "id"));
  const page = renderInstanceFormulaire({
    cadre,
    epci,
    instance,
    saisie: saisie ?? saisieOfInstance(instance),
    refus: refus ? refusOf(refus) : SANS_REFUS,
    aRelire: refus?.code === A_RELIRE,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

export async function modifyInstance(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const id = readNumero(c, "id");
  const lecture = await readLecture(c);
  const fiche = readFicheInstance(lecture);
  try {
    checkLecture(lecture);
    await modifierInstance(c.var.base, { epci, id, fiche, relu: isRelu(lecture.saisie) });
  } catch (error) {
    return again(error, (refus) => showModifierInstance(site, c, { saisie: lecture.saisie, refus }));
  }
  return c.redirect(hrefTerritoire(epci, cheminInstance(id), { fait: "modifiee" }), 303);
}

export async function closeInstance(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const id = readNumero(c, "id");
  const lecture = await readLecture(c);
  const le = lecture.day("le", "Dernier jour", site.deps.horloge.aujourdhui());
  try {
    checkLecture(lecture);
    await cloreInstance(c.var.base, { epci, id, le });
  } catch (error) {
    return again(error, (refus) => showInstance(site, c, { refus }));
  }
  return c.redirect(hrefTerritoire(epci, cheminInstance(id), { fait: "close" }), 303);
}

/** The form of a member: of a new one without `membre` in the address. */
export async function showMembre(site: Site, c: Context<Env>, { saisie, refus }: Retour = {}): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const [instance, organisations] = await Promise.all([
    findInstance(base, epci, readNumero(c, "id")),
    base.casBloques.organisations(),
  ]);
  const nouveau = c.req.param("membre") === undefined;
  const membre = nouveau ? null : await findMembre(base, epci, instance.id, readNumero(c, "membre"));
  const page = renderMembreFormulaire({
    cadre,
    epci,
    instance,
    membre,
    organisations,
    saisie: saisie ?? (membre ? saisieOfMembre(membre) : MEMBRE_VIERGE),
    refus: refus ? refusOf(refus) : SANS_REFUS,
    aRelire: refus?.code === A_RELIRE,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

export async function writeMembre(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const instance = readNumero(c, "id");
  const lecture = await readLecture(c);
  const demande = { epci, instance, fiche: readFicheMembre(lecture), relu: isRelu(lecture.saisie) };
  try {
    checkLecture(lecture);
    if (c.req.param("membre") === undefined) await ajouterMembre(c.var.base, demande);
    else await modifierMembre(c.var.base, { ...demande, membre: readNumero(c, "membre") });
  } catch (error) {
    return again(error, (refus) => showMembre(site, c, { saisie: lecture.saisie, refus }));
  }
  return c.redirect(hrefTerritoire(epci, cheminInstance(instance), { fait: "membre" }), 303);
}

export async function addContact(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const [instance, membre] = [readNumero(c, "id"), readNumero(c, "membre")];
  const lecture = await readLecture(c);
  const nom = lecture.text("nom", "Nom du contact");
  const courriel = lecture.text("courriel", "Adresse électronique");
  try {
    checkLecture(lecture);
    await ajouterContact(c.var.base, { epci, instance, membre, nom, courriel });
  } catch (error) {
    return again(error, (refus) => showInstance(site, c, { refus, contact: { membre, saisie: lecture.saisie } }));
  }
  return c.redirect(hrefTerritoire(epci, cheminInstance(instance), { fait: "contact" }), 303);
}

export async function removeContact(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const [instance, membre, contact] = [readNumero(c, "id"), readNumero(c, "membre"), readNumero(c, "contact")];
  try {
    await retirerContact(c.var.base, { epci, instance, membre, contact });
  } catch (error) {
    return again(error, (refus) => showInstance(site, c, { refus }));
  }
  return c.redirect(hrefTerritoire(epci, cheminInstance(instance), { fait: "contact" }), 303);
}

async function readLecture(c: Context<Env>): Promise<Lecture> {
  return new Lecture(saisieOf(await c.req.parseBody({ all: true })));
}

import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { isRelu, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import type { Refus } from "#socle/regles/shared/refus.ts";
import type { Env } from "#socle/routes/deps.ts";
import { again, readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { checkLecture, refusOf } from "#socle/routes/serveur/refus-formulaire.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { findInstance } from "../actes/instance-ecrire.ts";
import { annulerReunion, creerReunion, findReunion, modifierReunion } from "../actes/reunion-ecrire.ts";
import { destinatairesOf, destinatairesPrevenus } from "../lectures/convoquer-qui.ts";
import type { Instance, Reunion } from "../lectures/ports.ts";
import { sayQuand } from "../lectures/reunion-lire.ts";
import { cheminReunion } from "../pages/instance-chemins.ts";
import { renderAnnulerPage, renderReunionFormulaire } from "../pages/reunion-formulaire.tsx";
import { sendCourrier } from "./courrier-documents.ts";
import { readFicheReunion, saisieOfReunion } from "./reunions-saisie.ts";

type Retour = { readonly saisie?: SaisieFormulaire; readonly refus?: Refus };
const A_RELIRE = "gouvernance-a-relire";

export async function showNouvelleReunion(
  site: Site,
  c: Context<Env>,
  { saisie, refus }: Retour = {},
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const instances = (await base.instances.list(epci)).filter(({ closeLe }) => closeLe === null);
  const asked = instances.find(({ id }) => String(id) === c.req.query("instance")) ?? instances[0] ?? null;
  const page = renderReunionFormulaire({
    cadre,
    epci,
    instances,
    reunion: null,
    prevenus: 0,
    aujourdhui: site.deps.horloge.aujourdhui(),
    saisie: saisie ?? (await proposeReunion(c, epci, asked)),
    refus: refus ? refusOf(refus) : SANS_REFUS,
    aRelire: refus?.code === A_RELIRE,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

/** The place and the time of an instance's next meeting are those of the last. */
async function proposeReunion(c: Context<Env>, epci: string, instance: Instance | null): Promise<SaisieFormulaire> {
  const base: SaisieFormulaire = { heure: ["14:00"], duree: ["120"] };
  if (instance === null) return base;
  const last = (await c.var.base.reunions.list(epci)).find((reunion) => reunion.instance === instance.id);
  const known = last ? saisieOfReunion(last) : {};
  return { ...base, ...known, instance: [String(instance.id)], titre: [], jour: [] };
}

export async function createReunion(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const lecture = await readLecture(c);
  const demande = {
    epci,
    instance: lecture.hidden("instance"),
    fiche: readFicheReunion(lecture, true),
    relu: isRelu(lecture.saisie),
  };
  try {
    checkLecture(lecture);
    const id = await creerReunion(c.var.base, { ...demande, aujourdhui: site.deps.horloge.aujourdhui() });
    return c.redirect(hrefTerritoire(epci, cheminReunion(id), { fait: "creee" }), 303);
  } catch (error) {
    return again(error, (refus) => showNouvelleReunion(site, c, { saisie: lecture.saisie, refus }));
  }
}

export async function showModifierReunion(
  site: Site,
  c: Context<Env>,
  { saisie, refus }: Retour = {},
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const reunion = await findReunion(base, epci, readNumero(c, "reunion"));
  const page = renderReunionFormulaire({
    cadre,
    epci,
    reunion,
    instances: [await findInstance(base, epci, reunion.instance)],
    prevenus: (await destinatairesOf(base, reunion)).destinataires.length,
    aujourdhui: site.deps.horloge.aujourdhui(),
    saisie: saisie ?? saisieOfReunion(reunion),
    refus: refus ? refusOf(refus) : SANS_REFUS,
    aRelire: refus?.code === A_RELIRE,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

export async function modifyReunion(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { base } = c.var;
  const acte = acteOf(site, c, epci);
  const lecture = await readLecture(c);
  const fiche = readFicheReunion(lecture);
  try {
    checkLecture(lecture);
    const partent = await modifierReunion(base, { ...acte, fiche, relu: isRelu(lecture.saisie) });
    if (partent) await sendCourrier(site, base, epci, acte.reunion);
  } catch (error) {
    return again(error, (refus) => showModifierReunion(site, c, { saisie: lecture.saisie, refus }));
  }
  return c.redirect(hrefTerritoire(epci, cheminReunion(acte.reunion), { fait: "modifiee" }), 303);
}

export async function showAnnuler(site: Site, c: Context<Env>, { saisie = {}, refus }: Retour = {}): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const reunion = await findReunion(c.var.base, epci, readNumero(c, "reunion"));
  const page = renderAnnulerPage({
    cadre,
    epci,
    reunion,
    saisie,
    quand: sayQuand(reunion),
    prevenus: await countPrevenus(c, reunion),
    aujourdhui: site.deps.horloge.aujourdhui(),
    refus: refus ? refusOf(refus) : SANS_REFUS,
    aRelire: refus?.code === A_RELIRE,
  });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

async function countPrevenus(c: Context<Env>, reunion: Reunion): Promise<number> {
  return (await destinatairesPrevenus(c.var.base, reunion)).length;
}

export async function cancelReunion(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { base } = c.var;
  const acte = acteOf(site, c, epci);
  const lecture = await readLecture(c);
  const motif = lecture.text("motif", "Motif");
  try {
    checkLecture(lecture);
    await annulerReunion(base, { ...acte, motif, relu: isRelu(lecture.saisie) });
    await sendCourrier(site, base, epci, acte.reunion);
  } catch (error) {
    return again(error, (refus) => showAnnuler(site, c, { saisie: lecture.saisie, refus }));
  }
  return c.redirect(hrefTerritoire(epci, cheminReunion(acte.reunion), { fait: "annulee" }), 303);
}

export function acteOf(site: Site, c: Context<Env>, epci: string) {
  const { horloge } = site.deps;
  return {
    epci,
    reunion: readNumero(c, "reunion"),
    aujourdhui: horloge.aujourdhui(),
    maintenant: horloge.maintenant(),
  };
}

async function readLecture(c: Context<Env>): Promise<Lecture> {
  return new Lecture(saisieOf(await c.req.parseBody({ all: true })));
}

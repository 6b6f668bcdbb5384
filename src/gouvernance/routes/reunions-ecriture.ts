import type { Context } from "hono";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import { relu, texte } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, type Lieu, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { findInstance } from "../actes/instance-ecrire.ts";
import { annulerReunion, creerReunion, findReunion, modifierReunion } from "../actes/reunion-ecrire.ts";
import { destinatairesOf, destinatairesPrevenus } from "../lectures/convoquer-qui.ts";
import type { Instance } from "../lectures/ports.ts";
import { sayQuand } from "../lectures/reunion-lire.ts";
import { CHEMIN_REUNIONS, cheminReunion } from "../pages/instance-chemins.ts";
import { renderAnnulerPage, renderReunionFormulaire } from "../pages/reunion-formulaire.tsx";
import { sendCourrier } from "./courrier-documents.ts";
import { CHAMPS_NOUVELLE, CHAMPS_REUNION, ficheOf, saisieOfReunion } from "./reunions-saisie.ts";

const CREER = garde("instance", "creer", { partout: true });
const MODIFIER = garde("instance", "modifier", { partout: true });
export const REUNION = `${CHEMIN_REUNIONS}/:reunion{[0-9]+}`;
const A_RELIRE = "gouvernance-a-relire";

export function reunionActes(site: Site): Routes {
  const nouvelle = { chemin: `${CHEMIN_REUNIONS}/nouvelle`, droit: CREER, show: showNouvelle };
  const modifier = { chemin: `${REUNION}/modifier`, droit: MODIFIER, show: showModifier };
  const annuler = { chemin: `${REUNION}/annuler`, droit: MODIFIER, show: showAnnuler };
  return new Routes()
    .route("/", pageActes(site, { ...nouvelle, actes: { creee: CREER_REUNION } }))
    .route("/", pageActes(site, { ...modifier, actes: { modifiee: MODIFIER_REUNION } }))
    .route("/", pageActes(site, { ...annuler, actes: { annulee: ANNULER_REUNION } }));
}

async function showNouvelle(site: Site, c: Context<Env>, { acte, saisie, refus, code }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const instances = (await c.var.base.instances.list(epci)).filter(({ closeLe }) => closeLe === null);
  const asked = instances.find(({ id }) => String(id) === c.req.query("instance")) ?? instances[0] ?? null;
  return renderReunionFormulaire({
    cadre,
    epci,
    instances,
    reunion: null,
    prevenus: 0,
    aujourdhui: site.deps.horloge.aujourdhui(),
    saisie: acte === null ? await proposeReunion(c, epci, asked) : saisie,
    refus,
    aRelire: code === A_RELIRE,
  });
}

/** Place and time of the last meeting of the instance. */
async function proposeReunion(c: Context<Env>, epci: string, instance: Instance | null): Promise<SaisieFormulaire> {
  const base: SaisieFormulaire = { heure: ["14:00"], duree: ["120"] };
  if (instance === null) return base;
  const last = (await c.var.base.reunions.list(epci)).find((reunion) => reunion.instance === instance.id);
  const known = last ? saisieOfReunion(last) : {};
  return { ...base, ...known, instance: [String(instance.id)], titre: [], jour: [] };
}

async function showModifier(site: Site, c: Context<Env>, { acte, saisie, refus, code }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const reunion = await findReunion(base, epci, readNumero(c, "reunion"));
  return renderReunionFormulaire({
    cadre,
    epci,
    reunion,
    instances: [await findInstance(base, epci, reunion.instance)],
    prevenus: (await destinatairesOf(base, reunion)).destinataires.length,
    aujourdhui: site.deps.horloge.aujourdhui(),
    saisie: acte === null ? saisieOfReunion(reunion) : saisie,
    refus,
    aRelire: code === A_RELIRE,
  });
}

async function showAnnuler(site: Site, c: Context<Env>, { saisie, refus, code }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const reunion = await findReunion(c.var.base, epci, readNumero(c, "reunion"));
  return renderAnnulerPage({
    cadre,
    epci,
    reunion,
    saisie,
    quand: sayQuand(reunion),
    prevenus: (await destinatairesPrevenus(c.var.base, reunion)).length,
    aujourdhui: site.deps.horloge.aujourdhui(),
    refus,
    aRelire: code === A_RELIRE,
  });
}

export const CREER_REUNION = defineActe({
  chemin: "",
  droit: CREER,
  annonce: "La réunion est créée. Écrivez son ordre du jour.",
  champs: CHAMPS_NOUVELLE,
  run: async ({ base, epci, aujourdhui }, { instance, ...lu }) => {
    const id = await creerReunion(base, { epci, instance, ...ficheOf(lu), aujourdhui });
    return new Suite({ chemin: cheminReunion(id) });
  },
});

export const MODIFIER_REUNION = defineActe({
  chemin: "",
  droit: MODIFIER,
  annonce: "La réunion est modifiée.",
  champs: CHAMPS_REUNION,
  run: async (lieu, lu) => {
    const partent = await modifierReunion(lieu.base, { ...reunionOf(lieu), ...ficheOf(lu) });
    return partent ? prevenir(lieu) : surReunion(lieu);
  },
});

export const ANNULER_REUNION = defineActe({
  chemin: "",
  droit: MODIFIER,
  annonce: "La réunion est annulée.",
  champs: { motif: texte("Motif"), relu: relu() },
  run: async (lieu, annulation) => {
    await annulerReunion(lieu.base, { ...reunionOf(lieu), ...annulation });
    return prevenir(lieu);
  },
});

export function reunionOf({ epci, numero, aujourdhui, site }: Lieu) {
  return { epci, reunion: numero("reunion"), aujourdhui, maintenant: site.deps.horloge.maintenant() };
}

/** Sends the waiting messages, then shows their outcome on the meeting. */
export async function prevenir(lieu: Lieu): Promise<Suite> {
  await sendCourrier(lieu.site, lieu.base, lieu.epci, lieu.numero("reunion"));
  return surReunion(lieu);
}

function surReunion({ numero }: Lieu): Suite {
  return new Suite({ chemin: cheminReunion(numero("reunion")) });
}

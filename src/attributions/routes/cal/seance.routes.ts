import type { Context } from "hono";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { renderReunionsIcs } from "#socle/documents/reunion-ics.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { formatHeure } from "#socle/regles/gouvernance/convocation.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { cloreSeance, manquesCloture } from "../../actes/cal/clore.ts";
import { readConvocations } from "../../actes/cal/convocations.ts";
import { convoquerSeance } from "../../actes/cal/convoquer.ts";
import { notifierSeance, prevoirNotifications } from "../../actes/cal/notifier.ts";
import { inscrireLogements } from "../../actes/cal/preparer.ts";
import { direPresencesCal, ouvrirSeance } from "../../actes/cal/tenir.ts";
import { composePvDocument } from "../../documents/pv-cal-document.ts";
import { composePv, contenuPv, hashPv } from "../../lectures/cal/pv.ts";
import { readSeance, type SeanceLue } from "../../lectures/cal/seance-lue.ts";
import { examinerDemande } from "../../lectures/rapprochement/examiner-demande.ts";
import { cheminSeance } from "../../pages/cal/chemins.ts";
import { renderCloturePage } from "../../pages/cal/cloture-page.tsx";
import { renderSeancePage } from "../../pages/cal/seance-page.tsx";
import { type RefuseCal, RIEN_REFUSE, refuseOf } from "./refus.ts";
import { idOf, readPresences } from "./saisie.ts";

export const SEANCE = "/t/:epci/cal/:seance{[1-9][0-9]{0,14}}";
const LIRE = garde("seance", "lire");
const TENIR = garde("seance", "modifier");
const DECIDER = garde("decision", "creer");

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  preparee: "La séance est préparée. Inscrivez les logements.",
  inscrits: "L’ordre du jour est enregistré.",
  convoquee:
    "Les membres sont convoqués : ils lisent la séance dès maintenant, et ceux qui ont un compte en sont prévenus.",
  ouverte: "La séance est ouverte.",
  avis: "L’avis sur l’occupation est enregistré.",
  presences: "Les présences sont enregistrées.",
  close: "La séance est close, son procès-verbal est figé.",
  notifiees: "Les décisions sont notifiées.",
};

/** `/t/:epci/cal/:seance`: a session from its agenda to its letters; each of its dwellings is in logement.routes.ts. */
export function seanceRoutes(site: Site): Routes {
  return new Routes()
    .get(SEANCE, LIRE, (c) => show(site, c, RIEN_REFUSE))
    .get(`${SEANCE}/seance.ics`, LIRE, (c) => sendIcs(site, c))
    .post(`${SEANCE}/inscrire`, TENIR, (c) => act(site, c, "inscrits", (saisie) => inscrire(c, saisie)))
    .post(`${SEANCE}/convoquer`, TENIR, (c) => act(site, c, "convoquee", () => convoquer(site, c)))
    .post(`${SEANCE}/ouvrir`, TENIR, (c) => act(site, c, "ouverte", () => ouvrirSeance(c.var.base, viseOf(site, c))))
    .post(`${SEANCE}/presences`, TENIR, (c) =>
      act(site, c, "presences", (saisie) =>
        direPresencesCal(c.var.base, { ...viseOf(site, c), presences: readPresences(saisie) }),
      ),
    )
    .get(`${SEANCE}/cloture`, LIRE, (c) => showCloture(site, c, RIEN_REFUSE))
    .get(`${SEANCE}/pv.pdf`, LIRE, (c) => sendPv(c))
    .post(`${SEANCE}/clore`, TENIR, (c) => clore(site, c))
    .post(`${SEANCE}/notifier`, DECIDER, (c) => notifier(site, c));
}

export function viseOf({ deps: { horloge } }: Site, c: Context<Env>) {
  return {
    epci: c.req.param("epci") ?? "",
    seance: Number(c.req.param("seance")),
    aujourdhui: horloge.aujourdhui(),
    maintenant: horloge.maintenant(),
  };
}

async function show(site: Site, c: Context<Env>, refus: RefuseCal): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const { seance, aujourdhui } = viseOf(site, c);
  const lue = await readSeance(base, epci, seance);
  const prepare = lue.secretaire && lue.seance.etat === "preparation";
  const page = renderSeancePage({
    cadre,
    epci,
    lue,
    aujourdhui,
    refus: refus.formulaire,
    convocations: lue.secretaire && !prepare ? await readConvocations(base, lue) : null,
    inscriptibles: prepare ? await base.cal.inscriptibles(epci, lue.seance.organisation) : [],
    annonce: refus.code === null ? (ANNONCES[c.req.query("fait") ?? ""] ?? null) : null,
  });
  return c.html(page, refus.code === null ? 200 : statusOf(refus.code));
}

async function act(
  site: Site,
  c: Context<Env>,
  fait: string,
  work: (saisie: SaisieFormulaire) => Promise<void>,
): Promise<Response> {
  const { epci, seance } = viseOf(site, c);
  try {
    await work(saisieOf(await c.req.parseBody({ all: true })));
  } catch (error) {
    return show(site, c, refuseOf(error));
  }
  return c.redirect(hrefTerritoire(epci, cheminSeance(seance), { fait }), 303);
}

async function inscrire(c: Context<Env>, saisie: SaisieFormulaire): Promise<void> {
  const liberations = (saisie.logement ?? []).flatMap((valeur) => idOf(valeur) ?? []);
  if (liberations.length === 0) throw new Refus("cal-inscription", "Cochez un logement au moins.");
  await inscrireLogements(c.var.base, {
    epci: c.req.param("epci") ?? "",
    seance: Number(c.req.param("seance")),
    liberations,
  });
}

/** A household that can be read no more keeps what was frozen when it was named. */
function convoquer(site: Site, c: Context<Env>): Promise<void> {
  return convoquerSeance(c.var.base, site.deps, {
    ...viseOf(site, c),
    examiner: async (base, question) => {
      try {
        return await examinerDemande(base, question);
      } catch (error) {
        if (error instanceof Refus) return null;
        throw error;
      }
    },
  });
}

async function sendIcs(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, seance: id, maintenant } = viseOf(site, c);
  const { seance, reference, logements } = await readSeance(c.var.base, epci, id);
  const url = `${site.deps.connexion.origine}${hrefTerritoire(epci, cheminSeance(id))}`;
  const contenu = renderReunionsIcs({
    nom: null,
    methode: "PUBLISH",
    maintenant,
    evenements: [
      {
        uid: `cal-${epci}-${id}@blaise`,
        sequence: 0,
        etat: "convoquee",
        jour: seance.tenueLe,
        heure: seance.heure,
        dureeMinutes: seance.dureeMinutes,
        lieu: seance.lieu ?? seance.visio,
        url,
        invite: null,
        titre: `Commission d’attribution ${reference}`,
        description: `${logements.length} logements à l’ordre du jour, à ${formatHeure(seance.heure)}\nDans Blaise\u00A0: ${url}`,
        organisateur: { nom: seance.nomBailleur, courriel: site.deps.courrier.adresse },
      },
    ],
  });
  return sendDocument(c, { nom: reference, type: "ics", contenu });
}

async function showCloture(site: Site, c: Context<Env>, refus: RefuseCal): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const lue = await readSeance(base, epci, viseOf(site, c).seance);
  const pv = await base.cal.pv(lue.seance.id);
  const page = renderCloturePage({
    cadre,
    epci,
    lue,
    refus: refus.formulaire,
    manques: manquesCloture(lue),
    empreinte: pv?.empreinte ?? null,
    // What a household will read is for whoever sends it.
    notifications: lue.secretaire ? prevoirNotifications(lue) : [],
    jeton: crypto.randomUUID(),
    annonce: refus.code === null ? (ANNONCES[c.req.query("fait") ?? ""] ?? null) : null,
  });
  return c.html(page, refus.code === null ? 200 : statusOf(refus.code));
}

async function clore(site: Site, c: Context<Env>): Promise<Response> {
  const vise = viseOf(site, c);
  const jeton = valeurDe(saisieOf(await c.req.parseBody()), "jeton");
  return actCloture(site, c, "close", () => cloreSeance(c.var.base, { ...vise, jeton }));
}

function notifier(site: Site, c: Context<Env>): Promise<Response> {
  return actCloture(site, c, "notifiees", () => notifierSeance(c.var.base, site.deps, viseOf(site, c)));
}

async function actCloture(site: Site, c: Context<Env>, fait: string, work: () => Promise<unknown>): Promise<Response> {
  const { epci, seance } = viseOf(site, c);
  try {
    await work();
  } catch (error) {
    return showCloture(site, c, refuseOf(error));
  }
  return c.redirect(hrefTerritoire(epci, cheminSeance(seance, "cloture"), { fait }), 303);
}

/** Frozen when the session is closed; before, a draft that says so. */
async function sendPv(c: Context<Env>): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const { base } = c.var;
  const lue = await readSeance(base, epci, Number(c.req.param("seance")));
  const contenu = await readPv(c, lue);
  const { contenu: pv, fige } = contenu;
  await base.journal.ecrire({ acte: "document-exporte", ressource: "seance", epci, objet: `pv.pdf:${pv.reference}` });
  const octets = await renderDocumentPdf(composePvDocument(pv, fige));
  return sendDocument(c, { nom: `pv-${pv.reference}${fige ? "" : "-projet"}`, type: "pdf", contenu: octets });
}

async function readPv(c: Context<Env>, lue: SeanceLue) {
  const pv = await c.var.base.cal.pv(lue.seance.id);
  const lu = contenuPv.safeParse(pv?.contenu);
  if (pv && lu.success)
    return {
      contenu: lu.data,
      fige: { le: pv.figeLe, empreinte: pv.empreinte, intact: hashPv(lu.data) === pv.empreinte },
    };
  if (pv)
    throw new Refus("pv-efface", "Le contenu de ce procès-verbal est effacé : sa durée de conservation est passée.");
  return { contenu: composePv(lue), fige: null };
}

import type { Context } from "hono";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { renderReunionsIcs } from "#socle/documents/reunion-ics.ts";
import type { Base } from "#socle/lectures/base.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { formatHeure } from "#socle/regles/gouvernance/convocation.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, plusieursDe } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { cloreSeance, manquesCloture } from "../../actes/cal/clore.ts";
import { readConvocations } from "../../actes/cal/convocations.ts";
import { convoquerSeance } from "../../actes/cal/convoquer.ts";
import { notifierSeance, prevoirNotifications } from "../../actes/cal/notifier.ts";
import type { SeanceCal } from "../../actes/cal/ports.ts";
import { inscrireLogements } from "../../actes/cal/preparer.ts";
import { direPresencesCal, ouvrirSeance } from "../../actes/cal/tenir.ts";
import { composePvDocument } from "../../documents/pv-cal-document.ts";
import { composePv, hashPv, joinPv } from "../../lectures/cal/pv.ts";
import { readSeance, type SeanceLue } from "../../lectures/cal/seance-lue.ts";
import { examinerDemande } from "../../lectures/rapprochement/examiner-demande.ts";
import { cheminSeance } from "../../pages/cal/chemins.ts";
import { renderCloturePage } from "../../pages/cal/cloture-page.tsx";
import { type InscriptiblesIci, renderSeancePage } from "../../pages/cal/seance-page.tsx";
import { DONNER_AVIS } from "../examen-occupation/avis.routes.ts";
import { readPresences } from "./saisie.ts";
import { PREPARER } from "./seances.routes.ts";
import { UNE_SEANCE, viseOf } from "./vise.ts";

const LIRE = garde("seance", "lire");
const TENIR = garde("seance", "modifier");

const INSCRIRE = defineActe({
  chemin: "inscrire",
  droit: TENIR,
  annonce: "L’ordre du jour est enregistré.",
  champs: { logement: plusieursDe(/^[1-9]\d{0,14}$/) },
  run: async ({ base, epci, numero }, { logement }) => {
    if (logement.length === 0) throw conflit("cal-inscription", "Cochez un logement au moins.");
    await inscrireLogements(base, { epci, seance: numero("seance"), liberations: logement.map(Number) });
  },
});

/** A household that can be read no more keeps what was frozen when it was named. */
const CONVOQUER = defineActe({
  chemin: "convoquer",
  droit: TENIR,
  annonce:
    "Les membres sont convoqués : ils lisent la séance dès maintenant, et ceux qui ont un compte en sont prévenus.",
  champs: {},
  run: (lieu) =>
    convoquerSeance(lieu.base, lieu.site.deps, {
      ...viseOf(lieu),
      examiner: async (base, question) => {
        try {
          return await examinerDemande(base, question);
        } catch (error) {
          if (error instanceof Refus) return null;
          throw error;
        }
      },
    }),
});

const OUVRIR = defineActe({
  chemin: "ouvrir",
  droit: TENIR,
  annonce: "La séance est ouverte.",
  champs: {},
  run: (lieu) => ouvrirSeance(lieu.base, viseOf(lieu)),
});

const DIRE_PRESENCES = defineActe({
  chemin: "presences",
  droit: TENIR,
  annonce: "Les présences sont enregistrées.",
  champs: {},
  run: (lieu, _, saisie) => direPresencesCal(lieu.base, { ...viseOf(lieu), presences: readPresences(saisie) }),
});

const CLORE = defineActe({
  chemin: `/${UNE_SEANCE}/clore`,
  droit: TENIR,
  annonce: "La séance est close, son procès-verbal est figé.",
  champs: { jeton: brut() },
  run: (lieu, { jeton }) => cloreSeance(lieu.base, { ...viseOf(lieu), jeton }),
});

const NOTIFIER = defineActe({
  chemin: `/${UNE_SEANCE}/notifier`,
  droit: garde("decision", "creer"),
  annonce: "Les décisions sont notifiées.",
  champs: {},
  run: (lieu) => notifierSeance(lieu.base, lieu.site.deps, viseOf(lieu)),
});

/** `/t/:epci/cal/:seance`: a session from its agenda to its letters; each of its dwellings is in logement.routes.ts. */
export function seanceRoutes(site: Site): Routes {
  return new Routes()
    .get(`/t/:epci/${UNE_SEANCE}/seance.ics`, LIRE, (c) => sendIcs(site, c))
    .get(`/t/:epci/${UNE_SEANCE}/pv.pdf`, LIRE, (c) => sendPv(c))
    .route(
      "/",
      pageActes(site, {
        chemin: UNE_SEANCE,
        droit: LIRE,
        show: showSeance,
        actes: { inscrits: INSCRIRE, convoquee: CONVOQUER, ouverte: OUVRIR, presences: DIRE_PRESENCES },
        annonces: { preparee: PREPARER.annonce, avis: DONNER_AVIS.annonce },
      }),
    )
    .route(
      "/",
      pageActes(site, {
        chemin: `${UNE_SEANCE}/cloture`,
        droit: LIRE,
        show: showCloture,
        actes: { close: CLORE, notifiees: NOTIFIER },
      }),
    );
}

async function showSeance(site: Site, c: Context<Env>, { refus, annonce }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const { seance, aujourdhui } = viseOf({ site, c });
  const lue = await readSeance(base, epci, seance);
  const prepare = lue.secretaire && lue.seance.etat === "preparation";
  return renderSeancePage({
    cadre,
    epci,
    lue,
    aujourdhui,
    refus,
    annonce,
    convocations: lue.secretaire && !prepare ? await readConvocations(base, lue) : null,
    inscriptibles: prepare ? await listInscriptibles(base, lue.seance) : [],
  });
}

/** Of the territory of the session, then of each where the person holds the same commission. */
async function listInscriptibles(base: Base, { epci, organisation }: SeanceCal): Promise<readonly InscriptiblesIci[]> {
  const tenus = base.acteur.habilitations.filter((h) => h.role === "secretaire-cal" && h.organisation === organisation);
  const ailleurs = new Set(tenus.flatMap((h) => (h.epci === null || h.epci === epci ? [] : [h.epci])));
  const of = async (ici: string): Promise<InscriptiblesIci> => ({
    territoire: ici === epci ? null : ((await base.territoires.find(ici))?.nom ?? ici),
    logements: await base.cal.inscriptibles(ici, organisation),
  });
  return Promise.all([epci, ...ailleurs].map(of));
}

async function sendIcs(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, seance: id, maintenant } = viseOf({ site, c });
  const { seance, reference, logements } = await readSeance(c.var.base, epci, id);
  const url = `${site.deps.connexion.origine}${hrefTerritoire(epci, cheminSeance(id))}`;
  const contenu = renderReunionsIcs({
    nom: null,
    methode: "PUBLISH",
    maintenant,
    evenements: [
      {
        uid: `cal-${seance.epci}-${id}@blaise`,
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

async function showCloture(site: Site, c: Context<Env>, { refus, annonce }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const lue = await readSeance(base, epci, viseOf({ site, c }).seance);
  const pv = joinPv(await base.cal.pv(lue.seance.id));
  return renderCloturePage({
    cadre,
    epci,
    lue,
    refus,
    annonce,
    manques: manquesCloture(lue),
    empreinte: pv?.empreinte ?? null,
    // Only whoever sends the letters reads them beforehand.
    notifications: lue.secretaire ? prevoirNotifications(lue) : [],
    jeton: crypto.randomUUID(),
  });
}

/** The minutes are frozen at the close of the session; before, the file is a draft and says so. */
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
  const pv = joinPv(await c.var.base.cal.pv(lue.seance.id));
  if (pv === null) return { contenu: composePv(lue), fige: null };
  const { contenu, empreinte, figeLe } = pv;
  if (contenu === null)
    throw introuvable("pv-efface", "Le contenu de ce procès-verbal est effacé : sa durée de conservation est passée.");
  return { contenu, fige: { le: figeLe, empreinte, intact: hashPv(contenu) === empreinte } };
}

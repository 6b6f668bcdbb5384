import type { Context } from "hono";
import { z } from "zod";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  isRelu,
  type RefusFormulaire,
  SANS_REFUS,
  type SaisieFormulaire,
  valeurDe,
} from "#socle/pages/design/formulaire.tsx";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { noterCharte } from "../actes/charte-ecrire.ts";
import { renderNoteDocx, renderNotePdf } from "../documents/note-comite-document.ts";
import type { CharteImmeuble, PointLu } from "../lectures/charte.ts";
import { computeNote } from "../lectures/note-compute.ts";
import { tabulateAvancement } from "../lectures/note-tableaux.ts";
import { renderChartePage, renderPointPage } from "../pages/charte-page.tsx";
import { CHEMIN_COMITE, cheminCharte } from "../pages/charte-parts.tsx";
import { renderComitePage } from "../pages/comite-page.tsx";

const ANNONCES: Readonly<Record<string, string>> = {
  note: "La réponse est enregistrée.",
  fixee: "La valeur est enregistrée : elle s’applique à partir de son jour.",
};

const BASE = `/t/:epci/${CHEMIN_COMITE}`;
const CHARTE = `${BASE}/charte/:id{[1-9][0-9]{0,14}}`;

/** `/t/:epci/relogement/comite`: what the comité de suivi reads, its note, and the charte by building. */
export function comiteRoutes(site: Site): Routes {
  const lire = garde("relogement", "lire");
  const noter = garde("relogement", "valider");
  const exporter = garde("relogement", "exporter");
  return new Routes()
    .get(BASE, lire, (c) => showComite(site, c))
    .get(`${BASE}/note.pdf`, exporter, (c) => sendNote(site, c, "pdf"))
    .get(`${BASE}/note.docx`, exporter, (c) => sendNote(site, c, "docx"))
    .get(CHARTE, lire, (c) => showCharte(site, c))
    .get(`${CHARTE}/point`, noter, async (c) => {
      const found = await readPoint(site, c, c.req.query("point") ?? "");
      return showPoint(site, c, found, writePoint(found.point, site.deps.horloge.aujourdhui()), null);
    })
    .post(`${CHARTE}/point`, noter, (c) => writeReponse(site, c));
}

const questionSchema = z.object({
  depuis: z
    .literal("")
    .transform(() => null)
    .or(z.iso.date())
    .optional()
    .transform((value) => value ?? null),
});

async function readNote(site: Site, c: Context<Env>) {
  const { depuis } = parseInput(questionSchema, { depuis: c.req.query("depuis") });
  const epci = c.req.param("epci") ?? "";
  const note = await computeNote(c.var.base, { epci, depuis, jour: site.deps.horloge.aujourdhui() });
  return { note, avancement: tabulateAvancement(note), choisi: depuis };
}

async function showComite(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { acteur } = c.var;
  const vue = await readNote(site, c);
  return c.html(
    renderComitePage({
      ...vue,
      cadre,
      annonce: ANNONCES[c.req.query("fait") ?? ""] ?? null,
      exporter: peut(acteur, "relogement", "exporter", epci),
      fixer: peutPartout(acteur, "objectif", "modifier", epci),
    }),
  );
}

/** The journal says who took it away. */
async function sendNote(site: Site, c: Context<Env>, type: "pdf" | "docx"): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const vue = await readNote(site, c);
  const contenu = type === "docx" ? await renderNoteDocx(vue) : await renderNotePdf(vue);
  await c.var.base.transaction((tx) =>
    tx.journal.ecrire({
      acte: "document-exporte",
      ressource: "relogement",
      epci,
      objet: `note-comite:${vue.note.jour}`,
    }),
  );
  return sendDocument(c, { nom: `note-comite-relogement-${epci}-${vue.note.jour}`, type, contenu });
}

/** Refuses `operation-inconnue`: a building whose households are not all read has no charte to show. */
async function readCharteOf(site: Site, c: Context<Env>): Promise<CharteImmeuble> {
  const { note } = await readNote(site, c);
  const found = note.chartes.find(({ operation }) => operation === Number(c.req.param("id")));
  if (found) return found;
  throw new Refus("operation-inconnue", "Cet immeuble n’existe pas, ou ses ménages ne vous sont pas tous ouverts.");
}

async function showCharte(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const charte = await readCharteOf(site, c);
  const annonce = ANNONCES[c.req.query("fait") ?? ""] ?? null;
  return c.html(renderChartePage({ cadre, epci, charte, annonce }));
}

type Point = { readonly charte: CharteImmeuble; readonly point: PointLu };

/** Refuses `charte-point-inconnu`. */
async function readPoint(site: Site, c: Context<Env>, code: string): Promise<Point> {
  const charte = await readCharteOf(site, c);
  const point = charte.points.find(({ principe }) => principe.code === code && !principe.calcul);
  if (point) return { charte, point };
  throw new Refus("charte-point-inconnu", "Ce point de la charte ne s’écrit pas. Choisissez-le dans la liste.");
}

function writePoint({ origine, reponse, texte }: PointLu, aujourdhui: string): SaisieFormulaire {
  return {
    reponse: origine === "aucune" ? [] : [reponse],
    le: [aujourdhui],
    texte: texte === null ? [] : [texte],
  };
}

const REPONSES = ["oui", "non", "inconnu"] as const;
const AU_DEHORS = ["droit-absent", "charte-point-inconnu", "charte-point-calcule"];

async function writeReponse(site: Site, c: Context<Env>): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const aujourdhui = site.deps.horloge.aujourdhui();
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const code = valeurDe(saisie, "point");
  const found = await readPoint(site, c, code);
  const lu = new Lecture(saisie);
  const demande = {
    reponse: lu.choice("reponse", "Respecté", REPONSES),
    le: lu.day("le", "Constaté le", aujourdhui),
    texte: lu.textOrNull("texte") ?? "",
    relu: isRelu(saisie),
  };
  if (lu.erreurs.length > 0) {
    return showPoint(site, c, found, saisie, { code: null, message: null, erreurs: lu.erreurs });
  }
  try {
    const { operation } = found.charte;
    await noterCharte(c.var.base, { epci, operation, code, aujourdhui, ...demande });
    return c.redirect(hrefTerritoire(epci, cheminCharte(operation), { fait: "note" }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || AU_DEHORS.includes(error.code)) throw error;
    const champ = error.code === "relogement-date" ? "le" : "texte";
    return showPoint(site, c, found, saisie, {
      code: error.code,
      message: null,
      erreurs: [{ champ, message: error.message }],
    });
  }
}

async function showPoint(
  site: Site,
  c: Context<Env>,
  found: Point,
  saisie: SaisieFormulaire,
  refuse: (RefusFormulaire & { readonly code: string | null }) | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const page = renderPointPage({
    cadre,
    epci,
    ...found,
    aujourdhui: site.deps.horloge.aujourdhui(),
    etat: { saisie, refus: refuse ?? SANS_REFUS },
    aRelire: refuse?.code === "relogement-a-relire",
  });
  return c.html(page, refuse ? statusOf(refuse.code ?? "saisie-a-corriger") : 200);
}

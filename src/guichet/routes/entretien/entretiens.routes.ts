import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { ouvrirEntretien, readEntretien, terminerEntretien } from "../../actes/entretien/mener-entretien.ts";
import { verserEntretien } from "../../actes/entretien/verser-entretien.ts";
import { lignesOfBilan, motifsOfBilan, renderEntretienPdf } from "../../documents/entretien-document.ts";
import { bilanEntretien } from "../../lectures/entretien/bilan-entretien.ts";
import type { Entretien } from "../../lectures/entretien/ports.ts";
import { renderBilanEntretienPage, renderCodePage } from "../../pages/entretien/bilan-page.tsx";
import { CHEMIN_ENTRETIENS, cheminEntretien } from "../../pages/entretien/chemins.ts";
import { renderEntretiensPage } from "../../pages/entretien/entretiens-page.tsx";
import { renderSectionPage } from "../../pages/entretien/section-page.tsx";
import { SECTIONS_ENTRETIEN, type SectionEntretien } from "../../regles/entretien/entretien.ts";
import { ECRIRE_SECTION, MONTRER_SECTION, ouOf } from "./saisie.ts";

const ENTRETIEN = `${CHEMIN_ENTRETIENS}/:entretien{[1-9][0-9]{0,14}}`;
const LIRE = garde("prospect", "lire");
const MODIFIER = garde("prospect", "modifier");
/** Maximum lines of the list; older interviews are poured or erased. */
const ENTRETIENS_MAX = 200;

/** `/t/:epci/demandes/entretiens`: guided interviews, one subject a page. */
export function entretiensRoutes(site: Site): Routes {
  const sections = SECTIONS_ENTRETIEN.map((section) => ({
    chemin: `${ENTRETIEN}/${section}`,
    droit: MODIFIER,
    show: (...vue: Parameters<typeof showBilan>) => showSection(section, ...vue),
    actes: { ecrite: ECRIRE_SECTION[section] },
  }));
  const actes = { termine: TERMINER, verse: VERSER };
  return new Routes()
    .get(`/t/:epci/${ENTRETIEN}`, LIRE, (c) => resume(c))
    .get(`/t/:epci/${ENTRETIEN}/bilan.pdf`, LIRE, (c) => sendBilan(site, c))
    .route(
      "/",
      pageActes(
        site,
        { chemin: CHEMIN_ENTRETIENS, droit: LIRE, show: showListe, actes: { ouvert: OUVRIR } },
        { chemin: `${ENTRETIEN}/bilan`, droit: LIRE, show: showBilan, actes },
        ...sections,
      ),
    );
}

function openEntretien(c: Context<Env>): Promise<Entretien> {
  return readEntretien(c.var.base, { epci: c.req.param("epci") ?? "", entretien: Number(c.req.param("entretien")) });
}

async function showListe(site: Site, c: Context<Env>): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const found = await c.var.base.entretiens.list(epci, ENTRETIENS_MAX + 1);
  return renderEntretiensPage({
    cadre,
    epci,
    entretiens: found.slice(0, ENTRETIENS_MAX),
    coupes: found.length > ENTRETIENS_MAX,
    creer: peut(c.var.acteur, "prospect", "creer", epci) && peut(c.var.acteur, "prospect", "modifier", epci),
  });
}

const OUVRIR = defineActe({
  chemin: "",
  droit: garde("prospect", "creer"),
  annonce: null,
  champs: {},
  run: async ({ base, epci, aujourdhui }) =>
    new Suite({ chemin: cheminEntretien(await ouvrirEntretien(base, epci, aujourdhui), "situation") }),
});

async function resume(c: Context<Env>): Promise<Response> {
  const { epci, id, etat, reponses } = await openEntretien(c);
  const manque =
    etat === "en-cours" ? SECTIONS_ENTRETIEN.find((section) => reponses[section] === undefined) : undefined;
  const ecrire = peut(c.var.acteur, "prospect", "modifier", epci);
  return c.redirect(hrefTerritoire(epci, cheminEntretien(id, ecrire && manque ? manque : "bilan")), 303);
}

async function showSection(section: SectionEntretien, site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const entretien = await openEntretien(c);
  const communes = await c.var.base.territoires.communes(epci);
  const saisie = etat.acte === null ? MONTRER_SECTION[section](entretien) : etat.saisie;
  return renderSectionPage({
    cadre,
    entretien,
    section,
    etat: { saisie, refus: etat.refus },
    communes: communes.map(({ commune, nom }) => ({ code: commune, libelle: nom })),
  });
}

async function showBilan(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { cadre } = await openCadre(site, c);
  const bilan = await bilanEntretien(c.var.base, await openEntretien(c), site.deps.horloge.aujourdhui());
  return renderBilanEntretienPage({
    cadre,
    bilan,
    lignes: lignesOfBilan(bilan),
    motifs: motifsOfBilan(bilan),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
  });
}

async function sendBilan(site: Site, c: Context<Env>): Promise<Response> {
  const { cadre } = await openCadre(site, c);
  const entretien = await openEntretien(c);
  const bilan = await bilanEntretien(c.var.base, entretien, site.deps.horloge.aujourdhui());
  const contenu = await renderEntretienPdf(bilan, cadre.territoire);
  const { epci, id } = entretien;
  await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "prospect", epci, objet: `entretien:${id}` });
  return sendDocument(c, { nom: `entretien-${id}`, type: "pdf", contenu });
}

const TERMINER = defineActe({
  chemin: `/${ENTRETIEN}/terminer`,
  droit: MODIFIER,
  annonce: "L’entretien est terminé.",
  champs: {},
  run: (lieu) => terminerEntretien(lieu.base, ouOf(lieu)),
});

/** The answer to the POST shows the code: no URL leads back to it. */
const VERSER = defineActe({
  chemin: `/${ENTRETIEN}/verser`,
  droit: MODIFIER,
  annonce: null,
  champs: {},
  run: async (lieu) => {
    const { base, epci, site, c } = lieu;
    const { bases, horloge } = site.deps;
    const { cadre } = await openCadre(site, c);
    const { reference, code } = await verserEntretien(base, { bases, horloge }, ouOf(lieu));
    return c.html(renderCodePage({ cadre, epci, entretien: lieu.numero("entretien"), reference, code }), 201);
  },
});

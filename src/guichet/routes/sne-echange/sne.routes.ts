import type { Context } from "hono";
import { z } from "zod";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choix, choixOu, plusieursDe, texteDeForme } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, SANS_ACTE, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { cleActe, confirmerActes } from "../../actes/sne-echange/confirmer-actes.ts";
import { exporterSuivi, FINALITES_EXPORT, type FinaliteExport } from "../../actes/sne-echange/exporter-suivi.ts";
import { interrogerSne } from "../../actes/sne-echange/interroger-sne.ts";
import { renderSuiviSne } from "../../documents/suivi-sne.ts";
import { computeEchange } from "../../lectures/sne-echange/compute-echange.ts";
import { CHEMIN_SNE, renderSnePage } from "../../pages/sne-echange/sne-page.tsx";

/** Only the desks that register hold the numbers, export them, and write on their files. */
const LIRE = garde("demande-identite", "creer");

/** `/t/:epci/demandes/sne`: compares the national stock with the desk's files, and exports to the national system. */
export function sneRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: CHEMIN_SNE,
    droit: LIRE,
    show: showSne,
    actes: { confirmer: CONFIRMER, interroger: INTERROGER, exporter: EXPORTER },
  });
}

const FINALITES = Object.keys(FINALITES_EXPORT) as [FinaliteExport, ...FinaliteExport[]]; // the keys of a literal are its type's

async function showSne(site: Site, c: Context<Env>, { saisie, refus, annonce, acte }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const [echange, exportables] = await Promise.all([
    computeEchange(base, epci),
    base.sneEchanges.compterSuivi({ epci, annee: null }),
  ]);
  return renderSnePage({
    cadre,
    echange,
    exportables,
    annonce,
    etat: { saisie: acte === "exporter" ? saisie : {}, refus },
    cleOf: cleActe,
    finalites: FINALITES.map((finalite) => ({ code: finalite, libelle: FINALITES_EXPORT[finalite] })),
    service: site.deps.serviceSne?.nom ?? null,
  });
}

const CONFIRMER = defineActe({
  chemin: "confirmer",
  droit: garde("demande-identite", "modifier"),
  annonce: (parametre) => {
    const faits = /^\d{1,4}$/.exec(parametre("confirmes"))?.[0];
    return faits === undefined
      ? null
      : `${formatCompte(Number(faits), "acte repris", "actes repris")} sur vos dossiers.`;
  },
  champs: { actes: plusieursDe(/^/) },
  run: async ({ base, epci }, { actes }) =>
    new Suite({ parametres: { confirmes: await confirmerActes(base, epci, actes) } }),
});

/** The answer is shown and not kept. */
const INTERROGER = defineActe({
  chemin: "interroger",
  droit: LIRE,
  annonce: null,
  champs: { demandeur: brut() },
  run: async ({ base, epci, site, c }, { demandeur }) => {
    const { coffre, serviceSne: service } = site.deps;
    if (!z.uuid().safeParse(demandeur).success) {
      throw new Refus("sne-sans-numero", "Choisissez un dossier de la liste.");
    }
    const annonce = await interrogerSne(base, { coffre, service }, { epci, demandeur });
    return c.html(await showSne(site, c, { ...SANS_ACTE, annonce }));
  },
});

const EXPORTER = defineActe({
  chemin: "export",
  droit: LIRE,
  annonce: null,
  champs: {
    finalite: choix("Pourquoi", FINALITES),
    type: choixOu("Format", ["csv", "xlsx"], "csv"),
    annee: texteDeForme("Année de la demande", {
      forme: /^(19|20)\d{2}$/,
      max: 4,
      ecrire: "écrivez quatre chiffres, par exemple 2017, ou laissez vide",
    }),
  },
  run: async ({ base, epci, site, c }, { annee, ...question }) => {
    const suivi = { epci, ...question, annee: annee === null ? null : Number(annee) };
    const contenu = await renderSuiviSne(await exporterSuivi(base, site.deps.coffre, suivi), question.type);
    return sendDocument(c, { nom: `suivi-sne-${epci}`, type: question.type, contenu });
  },
});

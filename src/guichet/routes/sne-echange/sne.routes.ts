import type { Context } from "hono";
import { z } from "zod";
import { ETATS_OUVERTS, REFUS_SNE } from "#dossier/regles/transmission.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choix, choixOu, choixOuVide, plusieursDe, texteDeForme, texteOuVide } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { annonceCompte, defineActe, type EtatPage, pageActes, SANS_ACTE, Suite } from "#socle/routes/page-actes.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { cleActe, confirmerActes } from "../../actes/sne-echange/confirmer-actes.ts";
import { exporterSuivi, FINALITES_EXPORT, type FinaliteExport } from "../../actes/sne-echange/exporter-suivi.ts";
import { exporterTransmissions } from "../../actes/sne-echange/exporter-transmissions.ts";
import { interrogerSne } from "../../actes/sne-echange/interroger-sne.ts";
import { SUITES_TRANSMISSION, suivreTransmissions } from "../../actes/sne-echange/suivre-transmission.ts";
import { transmettre } from "../../actes/sne-echange/transmettre.ts";
import { renderASaisir } from "../../documents/a-saisir-sne.ts";
import { renderSuiviSne } from "../../documents/suivi-sne.ts";
import { computeEchange } from "../../lectures/sne-echange/compute-echange.ts";
import { readTransmissions } from "../../lectures/sne-echange/read-transmissions.ts";
import { CHEMIN_SNE } from "../../pages/sne-echange/chemin.ts";
import { direDepart } from "../../pages/sne-echange/dire-depart.ts";
import { renderSnePage } from "../../pages/sne-echange/sne-page.tsx";

/** Only the desks that register hold the numbers, export them, and write on their files. */
const LIRE = garde("demande-identite", "creer");

/** `/t/:epci/demandes/sne`: compares the national stock with the desk's files, and exports to the national system. */
export function sneRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: CHEMIN_SNE,
    droit: LIRE,
    show: showSne,
    actes: {
      transmettre: TRANSMETTRE,
      suivre: SUIVRE,
      saisir: SAISIR,
      confirmer: CONFIRMER,
      interroger: INTERROGER,
      exporter: EXPORTER,
    },
  });
}

/** The state whose lines alone are asked. */
const questionSchema = z.object({ etat: ouRien(z.enum(ETATS_OUVERTS)).catch(null) });

const FINALITES = Object.keys(FINALITES_EXPORT) as [FinaliteExport, ...FinaliteExport[]]; // the keys of a literal are its type's

async function showSne(site: Site, c: Context<Env>, { saisie, refus, annonce, acte }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const [echange, transmissions, exportables] = await Promise.all([
    computeEchange(base, epci),
    readTransmissions(base, {
      epci,
      aujourdhui: site.deps.horloge.aujourdhui(),
      ...parseInput(questionSchema, c.req.query()),
    }),
    base.sneEchanges.compterSuivi({ epci, annee: null }),
  ]);
  return renderSnePage({
    cadre,
    echange,
    transmissions,
    exportables,
    annonce,
    etatTransmissions: { saisie: acte === "suivre" ? saisie : {}, refus },
    etat: { saisie: acte === "exporter" ? saisie : {}, refus },
    cleOf: cleActe,
    finalites: FINALITES.map((finalite) => ({ code: finalite, libelle: FINALITES_EXPORT[finalite] })),
    service: site.deps.serviceSne?.nom ?? null,
  });
}

const MODIFIER = garde("demande-identite", "modifier");
const LIGNES = plusieursDe(/^\d{1,15}$/);

/** The page says what went through and what did not: an address would not hold it. */
const TRANSMETTRE = defineActe({
  chemin: "transmettre",
  droit: MODIFIER,
  annonce: null,
  champs: { lignes: LIGNES },
  run: async ({ base, epci, aujourdhui, site, c }, { lignes }) => {
    const depart = await transmettre(base, site.deps, { epci, aujourdhui, ids: lignes.map(Number) });
    const { annonce, restes } = direDepart(depart);
    const erreurs = restes.map((message) => ({ champ: "transmissions", message }));
    return c.html(await showSne(site, c, { ...SANS_ACTE, annonce, refus: { message: null, erreurs } }));
  },
});

const SUIVRE = defineActe({
  chemin: "suivre",
  droit: MODIFIER,
  annonce: annonceCompte("suivies", (nombre) => `${formatCompte(nombre, "ligne suivie", "lignes suivies")}.`),
  champs: {
    lignes: LIGNES,
    suite: choix("Ce qu’il en est", SUITES_TRANSMISSION),
    refus: choixOuVide("Raison", REFUS_SNE),
    reponse: texteOuVide(300),
  },
  run: async ({ base, epci }, { lignes, ...dite }) =>
    new Suite({
      parametres: { suivies: await suivreTransmissions(base, { epci, ids: lignes.map(Number), ...dite }) },
      ancre: "transmissions",
    }),
});

const SAISIR = defineActe({
  chemin: "a-saisir",
  droit: LIRE,
  annonce: null,
  champs: { type: choixOu("Format", ["csv", "xlsx"], "csv") },
  run: async ({ base, epci, site, c }, { type }) => {
    const contenu = await renderASaisir(await exporterTransmissions(base, site.deps.coffre, { epci, type }), type);
    return sendDocument(c, { nom: `a-saisir-sne-${epci}`, type, contenu });
  },
});

const CONFIRMER = defineActe({
  chemin: "confirmer",
  droit: MODIFIER,
  annonce: annonceCompte(
    "confirmes",
    (nombre) => `${formatCompte(nombre, "acte repris", "actes repris")} sur vos dossiers.`,
  ),
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

import type { Context } from "hono";
import { habilitationsFor } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { annee, numeroCache } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite, typedOver } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  addConventionFlux,
  addLigneAssiette,
  findConvention,
  updateConventionFlux,
  withdrawLigneAssiette,
} from "../../actes/contingent/ecrire-convention.ts";
import { transmettreBilanFlux } from "../../actes/contingent/transmettre-bilan-flux.ts";
import { computeContingents } from "../../lectures/contingent/compute-contingents.ts";
import type { ConventionEcrite } from "../../lectures/contingent/ecrits/ports.ts";
import { renderAjouterConventionPage, type SaisieConvention } from "../../pages/contingent/convention-flux-champs.tsx";
import { renderConventionFluxPage } from "../../pages/contingent/convention-flux-page.tsx";
import {
  CHAMPS_CHANGE,
  CHAMPS_LIGNE,
  CHAMPS_PARTIES,
  CHAMPS_PERIMETRE,
  changeOf,
  checkParties,
  readAnnee,
  readChoixParties,
} from "./saisie.ts";

const CONVENTIONS = "contingents/conventions";
const MODIFIER = garde("contingent", "modifier");

/** `/t/:epci/contingents/conventions`: one convention of flux, its base and its transmissions. */
export function conventionFluxRoutes(site: Site): Routes {
  return new Routes()
    .route(
      "/",
      pageActes(site, {
        chemin: `${CONVENTIONS}/ajouter`,
        droit: AJOUTER.droit,
        show: showAjouter,
        actes: { ajoutee: AJOUTER },
        dits: ["contingent-d-un-autre"],
      }),
    )
    .route(
      "/",
      pageActes(site, {
        chemin: `${CONVENTIONS}/:id{[0-9]+}`,
        droit: garde("contingent", "lire"),
        show: showConvention,
        actes: { modifiee: CHANGER, ligne: AJOUTER_LIGNE, retrait: RETIRER_LIGNE, transmis: TRANSMETTRE },
        annonces: { ajoutee: AJOUTER.annonce },
        dits: ["contingent-d-un-autre", "bilan-flux-du-bailleur"],
      }),
    );
}

async function showConvention(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { base, acteur } = c.var;
  const { epci, cadre } = await openCadre(site, c);
  const convention = await findConvention(base, epci, readNumero(c, "id"));
  const aujourdhui = site.deps.horloge.aujourdhui();
  const { annee } = await readAnnee(base, epci, c.req.query(), aujourdhui);
  const [contingents, transmis] = await Promise.all([
    computeContingents(base, { epci, annee }, aujourdhui),
    base.contingents.transmis(epci),
  ]);
  const own = habilitationsFor(acteur, "contingent", "valider", epci).some(
    ({ organisation }) => organisation === convention.bailleur,
  );
  const covered = convention.anneeDebut <= annee && annee <= convention.anneeFin;
  // Changed by somebody else: the form shows the new values, which the next save replaces.
  const keep = etat.acte === "modifiee" && etat.code !== "contingent-change";
  return renderConventionFluxPage({
    cadre,
    convention,
    annee,
    saisie: keep ? typedOver(writtenOf(convention), etat) : writtenOf(convention),
    compteur: contingents.conventions.find((one) => one.convention.id === convention.id) ?? null,
    transmis: transmis.filter((bilan) => bilan.convention === convention.id),
    transmettre: own && covered && `${annee}-12-31` < aujourdhui,
    erreur: erreurOf(etat),
    annonce: etat.annonce,
  });
}

function writtenOf(convention: ConventionEcrite): SaisieConvention {
  return {
    bailleur: String(convention.bailleur),
    reservataire: String(convention.reservataire),
    contingent: convention.contingent,
    departement: convention.departement,
    commune: convention.commune ?? "",
    annee_debut: String(convention.anneeDebut),
    annee_fin: String(convention.anneeFin),
    part: String(Number((convention.part * 100).toFixed(4))).replace(".", ","),
    signee_le: convention.signeeLe ?? "",
    revision: String(convention.revision),
  };
}

const CHANGER = defineActe({
  chemin: "",
  droit: MODIFIER,
  annonce: "La convention est modifiée.",
  champs: { ...CHAMPS_CHANGE, revision: numeroCache() },
  run: ({ base, epci, numero }, { revision, ...change }) =>
    updateConventionFlux(base, epci, { id: numero("id"), revision }, changeOf(change)),
});

const AJOUTER_LIGNE = defineActe({
  chemin: "lignes",
  droit: MODIFIER,
  annonce: "L’assiette est modifiée.",
  defaire: { par: "retrait", quoi: "l’ajout de cette ligne", vise: ["ligne"] },
  champs: CHAMPS_LIGNE,
  run: async ({ base, epci, numero }, ligne) => {
    const annuler = await addLigneAssiette(base, epci, numero("id"), ligne);
    return new Suite({ parametres: { annee: ligne.annee }, annuler });
  },
});

const RETIRER_LIGNE = defineActe({
  chemin: "/contingents/lignes/:ligne{[0-9]+}/retirer",
  droit: MODIFIER,
  annonce: AJOUTER_LIGNE.annonce,
  champs: {},
  run: async ({ base, epci, numero }) => {
    const ligne = (await base.contingents.lignesAssiette(epci)).find(({ id }) => id === numero("ligne"));
    await withdrawLigneAssiette(base, epci, numero("ligne"));
    const chemin = `${CONVENTIONS}/${ligne?.convention ?? ""}`;
    return new Suite({ chemin, parametres: { annee: ligne?.annee ?? null }, fait: "ligne" });
  },
});

const TRANSMETTRE = defineActe({
  chemin: "transmettre",
  droit: garde("contingent", "valider"),
  annonce: null,
  champs: { annee: annee("Année") },
  run: async ({ base, epci, numero, aujourdhui }, { annee }) => {
    const { id } = await transmettreBilanFlux(base, { epci, convention: numero("id"), annee }, aujourdhui);
    return new Suite({ chemin: `contingents/bilans/${id}`, fait: null });
  },
});

async function showAjouter(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const [choix, communes] = await Promise.all([
    readChoixParties(c.var.base, epci),
    c.var.base.territoires.communes(epci),
  ]);
  const year = site.deps.horloge.aujourdhui().slice(0, 4);
  const vide: SaisieConvention = {
    bailleur: "",
    reservataire: "",
    contingent: "PPRIOR",
    commune: "",
    part: "",
    signee_le: "",
    revision: "0",
    departement: departementOf(communes[0]?.commune),
    annee_debut: year,
    annee_fin: String(Number(year) + 2),
  };
  const saisie = typedOver(vide, etat);
  return renderAjouterConventionPage({ cadre, saisie, choix, communes, erreur: erreurOf(etat) });
}

function departementOf(commune = ""): string {
  return commune.slice(0, commune.startsWith("97") ? 3 : 2);
}

const AJOUTER = defineActe({
  chemin: "",
  droit: garde("contingent", "creer"),
  annonce: "La convention de flux est enregistrée. Saisissez maintenant l’assiette de l’année.",
  champs: { ...CHAMPS_PARTIES, ...CHAMPS_PERIMETRE, ...CHAMPS_CHANGE },
  run: async ({ base, epci }, lu) => {
    const { bailleur, reservataire, contingent } = lu;
    await checkParties(base, epci, lu);
    const departement = lu.departement.trim().toUpperCase();
    const perimetre = { contingent, departement, commune: lu.commune || null };
    const id = await addConventionFlux(base, epci, { bailleur, reservataire, ...perimetre, ...changeOf(lu) });
    return new Suite({ chemin: `${CONVENTIONS}/${id}` });
  },
});

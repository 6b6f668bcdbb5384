import type { Context } from "hono";
import { MOTIFS_REFUS_MENAGE } from "#dossier/regles/proposition/proposition.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import type { Lecture } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import type { Site } from "#socle/routes/site.ts";
import { signerBailAttribue } from "../../actes/bail/signer-bail.ts";
import { designerCandidat, findCandidature, retirerCandidat } from "../../actes/candidature/designer-candidat.ts";
import { leverCondition, offrirLogement } from "../../actes/candidature/offrir-logement.ts";
import { noterVisite, proposerVisite } from "../../actes/candidature/visiter.ts";
import { repondre } from "../../actes/proposition/repondre.ts";
import { readDossierDesigne } from "../../lectures/candidature/dossier-designe.ts";
import { examinerDemande } from "../../lectures/rapprochement/examiner-demande.ts";
import { SUITES_VISITE } from "../../regles/candidature/candidature.ts";
import { act, checkLu, isRelu, type Ou, UNE_LIBERATION } from "./vue.routes.ts";

const CANDIDATURES = `${UNE_LIBERATION}/candidatures`;
const UNE = `${CANDIDATURES}/:candidature{[1-9][0-9]{0,14}}`;

/** Acts on the candidates of a freed dwelling: each comes back to its page. */
export function candidatureRoutes(site: Site): Routes {
  const creer = garde("proposition", "creer");
  const modifier = garde("proposition", "modifier");
  const sur = (c: Context<Env>, fait: string, acte: (lu: Lecture, ou: Ou, candidature: number) => Promise<unknown>) =>
    act(site, c, fait, async (lu, ou) => acte(lu, ou, await candidatureOf(c, ou)));
  return new Routes()
    .post(CANDIDATURES, creer, (c) => act(site, c, "designee", designer))
    .post(`${UNE}/retrait`, modifier, (c) => sur(c, "retrait", retirer))
    .post(`${UNE}/visite`, modifier, (c) => sur(c, "visite", inviter))
    .post(`${UNE}/visite-faite`, modifier, (c) => sur(c, "visite-faite", noter))
    .post(`${UNE}/condition`, modifier, (c) => sur(c, "condition", lever))
    .post(`${UNE}/offre`, creer, (c) => sur(c, "offre", offrir))
    .post(`${UNE}/reponse`, modifier, (c) => sur(c, "reponse", recevoir))
    .post(`${UNE}/bail`, garde("attribution", "creer"), (c) => sur(c, "bail", signer));
}

/** That of the dwelling of the address, and of no other. */
async function candidatureOf(c: Context<Env>, { base, epci, id }: Ou): Promise<number> {
  const candidature = await findCandidature(base, epci, Number(c.req.param("candidature")));
  if (candidature.liberation === id) return candidature.id;
  throw new Refus("candidature-inconnue", "Cette candidature n’est pas de ce logement.");
}

async function designer(lu: Lecture, { site, base, epci, id, aujourdhui }: Ou): Promise<void> {
  const demandeur = lu.textOrNull("demandeur", 36);
  if (demandeur !== null && !UUID.test(demandeur)) lu.fail("reference", "Demande : choisissez-la dans la liste.");
  checkLu(lu);
  const dossier =
    demandeur === null ? readDossierDesigne(lu.textOrNull("reference", 30) ?? "", site.deps.hash) : { demandeur };
  await designerCandidat(base, examinerDemande, { epci, liberation: id, dossier, source: null, aujourdhui });
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

async function retirer(lu: Lecture, { base, epci }: Ou, id: number): Promise<void> {
  const motif = lu.textOrNull("retrait_motif", 300) ?? "";
  checkLu(lu);
  await retirerCandidat(base, { epci, id, motif, relu: isRelu(lu) });
}

async function inviter(lu: Lecture, { site, base, epci, aujourdhui }: Ou, id: number): Promise<void> {
  const le = dayOf(lu, "visite", "Visite");
  checkLu(lu);
  await proposerVisite(base, site.deps, { epci, id, aujourdhui, le });
}

async function noter(lu: Lecture, { base, epci, aujourdhui }: Ou, id: number): Promise<void> {
  const le = dayOf(lu, "visite_faite", "Visite faite le");
  const suite = lu.choice("suite", "Le ménage est", SUITES_VISITE);
  checkLu(lu);
  await noterVisite(base, { epci, id, aujourdhui, le, suite });
}

async function lever(lu: Lecture, { base, epci }: Ou, id: number): Promise<void> {
  const fournie = lu.choice("fournie", "Pièce", ["oui", "non"]) === "oui";
  checkLu(lu);
  await leverCondition(base, { epci, id, fournie });
}

async function offrir(lu: Lecture, { site, base, epci, aujourdhui }: Ou, id: number): Promise<void> {
  const repondreAvant = dayOf(lu, "repondre_avant", "Réponse attendue jusqu’au");
  checkLu(lu);
  await offrirLogement(base, site.deps, { epci, id, aujourdhui, repondreAvant });
}

/** What the household said by telephone. Throws `proposition-inconnue` and what `repondre` throws. */
async function recevoir(lu: Lecture, { site, base, epci }: Ou, id: number): Promise<void> {
  const reponse = lu.choice("reponse", "Réponse", ["acceptee", "refusee"]);
  const motif = lu.choiceOrNull("motif", "Raison du refus", MOTIFS_REFUS_MENAGE);
  checkLu(lu);
  const { demandeur } = await findCandidature(base, epci, id);
  const offre =
    demandeur === null
      ? undefined
      : (await base.propositions.ofDemandeur(epci, demandeur)).find(
          (one) => one.candidature === id && one.nature === "logement" && one.reponse === null,
        );
  if (!offre) throw new Refus("proposition-inconnue", "Aucune offre n’attend de réponse de ce ménage.");
  const saisie = { epci, demandeur: offre.demandeur, proposition: offre.id, reponse };
  await repondre(base, site.deps.horloge, { ...saisie, motif: reponse === "refusee" ? motif : null });
}

async function signer(lu: Lecture, { base, epci, aujourdhui }: Ou, id: number): Promise<void> {
  const le = dayOf(lu, "bail_le", "Bail signé le");
  checkLu(lu);
  await signerBailAttribue(base, { epci, id, le, aujourdhui });
}

function dayOf(lu: Lecture, champ: string, libelle: string): string {
  const jour = lu.dayOrNull(champ, libelle);
  if (jour === null && lu.erreurs.length === 0) lu.fail(champ, `${libelle} : donnez la date, jour, mois et année.`);
  return jour ?? "";
}

import { LIBELLE_MOTIF_REFUS } from "#donnees/regles/demande/demande.ts";
import { cheminDemande } from "#dossier/pages/registre/chemins.ts";
import {
  etatProposee,
  LIBELLE_MOTIF_MENAGE,
  MOTIFS_REFUS_MENAGE,
  premierTerme,
} from "#dossier/regles/proposition/proposition.ts";
import { EXCEPTIONS_CANDIDATS, type ExceptionCandidats } from "#droit/regles/exception-candidats.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Champ, type EtatFormulaire, Liste, optionsOf, Relire, TexteLong } from "#socle/pages/design/formulaire.tsx";
import { FormulaireActe } from "#socle/pages/design/formulaire-acte.tsx";
import { opensPage } from "#socle/regles/plan/ouvert.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { CandidatLu, VueLiberation } from "../../lectures/liberation/vue-liberation.ts";
import {
  isEnLice,
  LIBELLE_SOURCE_CANDIDATURE,
  LIBELLE_SUITE_VISITE,
  SUITES_VISITE,
} from "../../regles/candidature/candidature.ts";
import { cheminCandidature, cheminLiberation } from "./chemins.ts";
import { TagCandidature } from "./mots.tsx";

type CandidatsProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly vue: VueLiberation;
  readonly etat: EtatFormulaire;
};

/** Candidates without their names: at least three, or the legal reason why there are fewer. */
export function Candidats(props: CandidatsProps) {
  const { epci, vue, etat } = props;
  const { liberation, candidats, droits } = vue;
  return (
    <section>
      <h2 id="candidats">Candidats</h2>
      <Trois {...props} />
      {candidats.length === 0 ? <p>Aucune demande n’est encore proposée pour ce logement.</p> : null}
      <div class="comptes">
        {candidats.map((candidat) => (
          <Carte {...props} candidat={candidat} />
        ))}
      </div>
      {droits.designer ? (
        <div class="parties">
          <p class="ligne ecran">
            <a class="bouton" href={hrefTerritoire(epci, cheminLiberation(liberation.id, "candidats"))}>
              Chercher des candidats
            </a>
          </p>
          <FormulaireActe
            epci={epci}
            chemin={cheminLiberation(liberation.id, "candidatures")}
            bouton="Désigner cette demande"
            second
          >
            <Champ
              etat={etat}
              nom="reference"
              libelle={`Désigner une demande par sa référence${droits.repondre ? " ou son numéro unique" : ""}`}
              aide={
                droits.repondre
                  ? "Par le numéro unique, la demande entre dans votre contingent : vous lisez son dossier pendant un an."
                  : "Sous la forme D-7KQ4-XM2R."
              }
              court
              requis
            />
          </FormulaireActe>
        </div>
      ) : null}
    </section>
  );
}

function Trois({ epci, vue, etat }: CandidatsProps) {
  const { troisCandidats, exceptions, liberation, droits } = vue;
  const { minimum, manquants, suffisant } = troisCandidats;
  const phrase = sayTrois(vue);
  return (
    <>
      {liberation.closeLe === null ? <p class={suffisant ? undefined : "message alerte"}>{phrase}</p> : null}
      {droits.modifier && manquants > 0 ? (
        <details open={etat.refus.erreurs.some(({ champ }) => champ.startsWith("exception"))}>
          <summary>Écrire pourquoi il y en a moins de {minimum}</summary>
          <FormulaireActe epci={epci} chemin={cheminLiberation(liberation.id, "exception")} bouton="Enregistrer" second>
            <Liste
              etat={etat}
              nom="exception"
              libelle="Raison légale"
              vide="Aucune : chercher d’autres candidats"
              options={EXCEPTIONS_CANDIDATS.flatMap((code) => optionOf(code, exceptions))}
            />
            <TexteLong etat={etat} nom="exception_motif" libelle="Précision" limite={500} lignes={2} />
            <Relire affiche={etat.refus.erreurs.some(({ champ }) => champ === "exception_motif")} />
          </FormulaireActe>
        </details>
      ) : null}
    </>
  );
}

function sayTrois({ troisCandidats, liberation }: VueLiberation): string {
  const { minimum, manquants, exception } = troisCandidats;
  if (manquants === 0) return `Les ${minimum} candidats que demande la loi sont réunis (CCH, art. R. 441-3).`;
  if (exception) {
    const precision = liberation.exceptionMotif ? ` ${liberation.exceptionMotif}` : "";
    return `Moins de ${minimum} candidats : ${exception.libelle} (${exception.article}).${precision}`;
  }
  const combien = formatCompte(manquants, "candidat");
  return `Il manque ${combien} pour passer en commission, ou une raison légale (CCH, art. R. 441-3).`;
}

function optionOf(code: ExceptionCandidats, exceptions: VueLiberation["exceptions"]) {
  const found = exceptions.find((one) => one.code === code);
  return found ? [{ code, libelle: `${found.libelle} (${found.article})` }] : [];
}

type CarteProps = CandidatsProps & { readonly candidat: CandidatLu };

function Carte(props: CarteProps) {
  const { cadre, epci, candidat } = props;
  const { candidature, propositions } = candidat;
  const { demandeur, reference } = candidature;
  const titre = reference ?? "Dossier effacé";
  return (
    <section>
      <h3>
        {demandeur && opensPage(cadre.salles, "demandes") ? (
          <a href={hrefTerritoire(epci, cheminDemande(demandeur))}>{titre}</a>
        ) : (
          titre
        )}
      </h3>
      <p>
        <TagCandidature etat={candidature.etat} />
        {candidature.rang === null ? null : ` Rang ${candidature.rang}.`}
      </p>
      <p>
        Désignée le {formatJour(candidature.designeeLe)} par{" "}
        {candidature.reservataire?.nom ?? LIBELLE_SOURCE_CANDIDATURE[candidature.source].toLowerCase()}.
        {candidature.retraitMotif ? ` Retirée : ${candidature.retraitMotif}` : ""}
      </p>
      <Visite candidat={candidat} />
      <ul>
        {propositions
          .filter(({ nature }) => nature === "logement")
          .map((proposition) => (
            <li>
              Offre du {formatJour(proposition.proposeeLe)}, réponse avant le {formatJour(proposition.repondreAvant)} :{" "}
              {sayReponse(proposition, props.vue.jour)}
            </li>
          ))}
      </ul>
      {props.vue.droits.modifier ? <Actes {...props} /> : null}
    </section>
  );
}

const ETATS_REPONSE = {
  attendue: "réponse attendue",
  acceptee: "acceptée",
  refusee: "refusée",
  "sans-reponse": "sans réponse à temps, donc refusée",
} as const;

function sayReponse(proposition: CandidatLu["propositions"][number], jour: string): string {
  const etat = etatProposee(proposition, jour);
  const motif = proposition.refusMotif && etat === "refusee" ? ` : ${LIBELLE_MOTIF_REFUS[proposition.refusMotif]}` : "";
  return `${ETATS_REPONSE[etat]}${motif}.`;
}

function Visite({ candidat: { candidature } }: { candidat: CandidatLu }) {
  const { visitePrevueLe, visiteLe, visiteSuite } = candidature;
  if (visiteLe !== null) {
    return (
      <p>
        Visite du {formatJour(visiteLe)}
        {visiteSuite ? ` : ${LIBELLE_SUITE_VISITE[visiteSuite].toLowerCase()}` : ""}.
      </p>
    );
  }
  return visitePrevueLe === null ? null : <p>Visite proposée pour le {formatJour(visitePrevueLe)}.</p>;
}

/** Acts that the state of a candidate allows. */
function Actes(props: CarteProps) {
  const { etat } = props.candidat.candidature;
  if (!isEnLice(props.candidat.candidature)) return null;
  return (
    <details>
      <summary>Suite à donner</summary>
      {etat === "designee" || etat === "presentee" ? <FormulaireVisite {...props} /> : null}
      {etat === "sous-condition" ? <Condition {...props} /> : null}
      {etat === "attribuee" ? <Offre {...props} /> : null}
      {etat === "offerte" ? <Reponse {...props} /> : null}
      {etat === "designee" ? <Retirer {...props} /> : null}
    </details>
  );
}

function actionOf({ epci, vue, candidat }: CarteProps, suite: string): string {
  return hrefTerritoire(epci, cheminCandidature(vue.liberation.id, candidat.candidature.id, suite));
}

/** Unique `id`, since the page has the fields of several candidates. */
function idOf({ candidat }: CarteProps, champ: string): string {
  return `${champ}-${candidat.candidature.id}`;
}

function Jour(props: CarteProps & { readonly nom: string; readonly libelle: string; readonly valeur?: string }) {
  const id = idOf(props, props.nom);
  return (
    <div class="champ">
      <label for={id}>{props.libelle}</label>
      <input id={id} name={props.nom} type="date" value={props.valeur ?? ""} required autocomplete="off" />
    </div>
  );
}

function Select(
  props: CarteProps & {
    readonly nom: string;
    readonly libelle: string;
    readonly options: readonly { readonly code: string; readonly libelle: string }[];
  },
) {
  const id = idOf(props, props.nom);
  return (
    <div class="champ">
      <label for={id}>{props.libelle}</label>
      <select id={id} name={props.nom} required>
        {props.options.map(({ code, libelle }) => (
          <option value={code}>{libelle}</option>
        ))}
      </select>
    </div>
  );
}

function FormulaireVisite(props: CarteProps) {
  return (
    <>
      <form method="post" action={actionOf(props, "visite")}>
        <Jour {...props} nom="visite" libelle="Proposer une visite le" />
        <button class="bouton second" type="submit">
          Proposer la visite
        </button>
      </form>
      <form method="post" action={actionOf(props, "visite-faite")}>
        <Jour {...props} nom="visite_faite" libelle="Visite faite le" valeur={props.vue.jour} />
        <Select
          {...props}
          nom="suite"
          libelle="Le ménage est"
          options={optionsOf(SUITES_VISITE, LIBELLE_SUITE_VISITE)}
        />
        <button class="bouton second" type="submit">
          Noter la visite
        </button>
      </form>
    </>
  );
}

function Condition(props: CarteProps) {
  return (
    <form method="post" action={actionOf(props, "condition")}>
      <p>La commission attribue sous condition d’une pièce. Fournie à temps, le bailleur signe le bail.</p>
      <p class="ligne">
        <button class="bouton" type="submit" name="fournie" value="oui">
          La pièce est fournie
        </button>
        <button class="bouton second" type="submit" name="fournie" value="non">
          La pièce manque : passer au rang suivant
        </button>
      </p>
    </form>
  );
}

function Offre(props: CarteProps) {
  return (
    <form method="post" action={actionOf(props, "offre")}>
      <Jour
        {...props}
        nom="repondre_avant"
        libelle="Offrir le logement, réponse avant le"
        valeur={premierTerme("logement", props.vue.jour)}
      />
      <p class="aide">Dix jours au moins ; sans réponse, l’offre est refusée et le rang suivant est servi.</p>
      <button class="bouton" type="submit">
        Envoyer l’offre
      </button>
    </form>
  );
}

function Reponse(props: CarteProps) {
  const offre = props.candidat.propositions.find(({ nature }) => nature === "logement");
  if (offre?.reponse === "acceptee") return <Signer {...props} />;
  return (
    <form method="post" action={actionOf(props, "reponse")}>
      <p>Le ménage répond dans son suivi. Notez ici ce qu’il vous a dit par téléphone.</p>
      <Select
        {...props}
        nom="motif"
        libelle="En cas de refus, sa raison"
        options={optionsOf(MOTIFS_REFUS_MENAGE, LIBELLE_MOTIF_MENAGE)}
      />
      <p class="ligne">
        <button class="bouton" type="submit" name="reponse" value="acceptee">
          Le ménage accepte
        </button>
        <button class="bouton second" type="submit" name="reponse" value="refusee">
          Le ménage refuse
        </button>
      </p>
      <p class="aide">Un refus justifié n’enlève rien à la demande du ménage.</p>
    </form>
  );
}

function Signer(props: CarteProps) {
  if (!props.vue.droits.signer) return <p>L’offre est acceptée : le bail reste à signer.</p>;
  return (
    <form method="post" action={actionOf(props, "bail")}>
      <Jour {...props} nom="bail_le" libelle="Bail signé le" valeur={props.vue.jour} />
      <p class="aide">La demande du ménage est radiée ce jour-là, et le bilan de l’année compte ce bail.</p>
      <button class="bouton" type="submit">
        Enregistrer le bail
      </button>
    </form>
  );
}

function Retirer(props: CarteProps) {
  const id = idOf(props, "retrait_motif");
  return (
    <form method="post" action={actionOf(props, "retrait")}>
      <div class="champ">
        <label for={id}>Retirer cette candidature, parce que</label>
        <input id={id} name="retrait_motif" maxlength={300} required autocomplete="off" />
      </div>
      <label class="case">
        <input type="checkbox" name="relu" value="oui" />
        J’ai relu cette raison : elle ne dit rien d’une personne.
      </label>
      <button class="bouton second" type="submit">
        Retirer
      </button>
    </form>
  );
}

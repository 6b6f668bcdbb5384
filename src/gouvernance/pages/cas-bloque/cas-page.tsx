import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Message, Tag } from "#socle/pages/design/parts.tsx";
import { LIBELLE_ETAT_REUNION } from "#socle/regles/gouvernance/reunion.ts";
import { formatCompte, formatJour, formatNombre, INCONNU } from "#socle/regles/shared/format.ts";
import type { CasLu, DecisionLue, PropositionLue, ReunionCas } from "../../lectures/cas-bloque/cas.ts";
import {
  LIBELLE_BESOIN_CAS,
  LIBELLE_MOTIF_CAS,
  LIBELLE_QUARTILE_CAS,
  LIBELLE_VOIE_CAS,
} from "../../regles/cas-bloque/cas-bloque.ts";
import { LIBELLE_NATURE_PROPOSITION, LIBELLE_SENS_DECISION_CAS } from "../../regles/cas-bloque/suite-cas.ts";
import { renderPageCommission } from "../page-commission.tsx";
import { CHEMIN_CAS, cheminActeCas } from "./chemins.ts";
import { NON_DITE, sayIssue, sayNature, TagEtatCas } from "./mots.tsx";

export type CasPageProps = {
  readonly cadre: Cadre;
  readonly lu: CasLu;
  readonly annonce: string | null;
};

export function renderCasPage({ cadre, lu, annonce }: CasPageProps): string {
  const { epci, reference } = lu;
  const titre = `Cas ${reference}`;
  return renderPageCommission({
    cadre,
    titre,
    retour: { href: hrefTerritoire(epci, CHEMIN_CAS), libelle: "Tous les cas" },
    annonce,
    children: (
      <>
        <BailSigne lu={lu} />
        <Etat lu={lu} />
        <Actes lu={lu} />
        <h2>Les faits</h2>
        <Faits lu={lu} />
        <Propositions lu={lu} />
        <Decisions lu={lu} />
        <Historique lu={lu} />
      </>
    ),
  });
}

/** The rehousing file has the day of the lease: the commission only confirms it. */
function BailSigne({ lu: { epci, cas, dossier, droits } }: { lu: CasLu }) {
  if (dossier === null || dossier.bailLe === null || !droits.clore) return null;
  return (
    <Message ton="alerte" titre="Le bail est signé">
      <p>
        Le dossier de relogement porte un bail signé le {formatJour(dossier.bailLe)}.{" "}
        <a href={hrefTerritoire(epci, cheminActeCas(cas.id, "clore"))}>Clore le cas à ce jour</a>
      </p>
    </Message>
  );
}

function Etat({ lu }: { lu: CasLu }) {
  const { epci, cas, reunion, dossier, jours, assigne, enRetard } = lu;
  return (
    <dl>
      <dt>État</dt>
      <dd>
        <TagEtatCas etat={cas.etat} />
        {cas.closLe === null ? null : ` le ${formatJour(cas.closLe)} : ${sayIssue(cas)}`}
      </dd>
      <dt>Ouvert</dt>
      <dd>
        le {formatJour(cas.ouvertLe)}, {cas.closLe === null ? "depuis" : "pendant"} {formatCompte(jours, "jour")}
      </dd>
      <dt>Réunion</dt>
      <dd>{reunion === null ? "À aucun ordre du jour" : <LienReunion epci={epci} reunion={reunion} />}</dd>
      <dt>Organisme chargé</dt>
      <dd>
        {assigne ?? "Aucun"}
        {cas.echeance === null ? null : `, pour le ${formatJour(cas.echeance)}`}{" "}
        {enRetard ? <Tag ton="erreur">échéance dépassée</Tag> : null}
      </dd>
      {dossier === null ? null : (
        <>
          <dt>Dossier</dt>
          <dd>
            <a href={hrefTerritoire(epci, `relogement/menages/${dossier.id}`)}>{dossier.reference}</a>
          </dd>
        </>
      )}
    </dl>
  );
}

function LienReunion({ epci, reunion }: { epci: string; reunion: ReunionCas }) {
  return (
    <>
      <a href={hrefTerritoire(epci, `commission/reunions/${reunion.id}`)}>
        {reunion.titre}, {formatJour(reunion.jour)}
      </a>{" "}
      ({LIBELLE_ETAT_REUNION[reunion.etat].toLowerCase()})
    </>
  );
}

const BOUTONS = {
  decider: "Écrire la décision",
  proposer: "Proposer une solution",
  inscrire: "Inscrire à un ordre du jour",
  confier: "Confier à un organisme",
  clore: "Clore le cas",
} as const;

function Actes({ lu: { epci, cas, droits } }: { lu: CasLu }) {
  const open = (["decider", "proposer", "inscrire", "confier", "clore"] as const).filter((acte) => droits[acte]);
  if (open.length === 0) return null;
  return (
    <p class="ligne ecran">
      {open.map((acte, rang) => (
        <a class={rang === 0 ? "bouton" : "bouton second"} href={hrefTerritoire(epci, cheminActeCas(cas.id, acte))}>
          {BOUTONS[acte]}
        </a>
      ))}
    </p>
  );
}

function Faits({ lu }: { lu: CasLu }) {
  const { cas, commune } = lu;
  const { personnes, typologie, demandeMois, quartile, besoin } = cas.faits;
  const faits: readonly (readonly [string, string])[] = [
    ["Nature", sayNature(cas)],
    ["Voie", cas.voie === null ? NON_DITE : LIBELLE_VOIE_CAS[cas.voie]],
    ["Motif du blocage", cas.motif === null ? NON_DITE : LIBELLE_MOTIF_CAS[cas.motif]],
    ["Personnes du ménage", personnes === null ? INCONNU : formatNombre(personnes)],
    ["Typologie cherchée", typologie ?? "inconnue"],
    ["Commune souhaitée", commune ?? "inconnue"],
    ["Ancienneté de la demande", demandeMois === null ? "inconnue" : formatCompte(demandeMois, "mois", "mois")],
    ["Ressources", quartile === null ? "inconnues" : LIBELLE_QUARTILE_CAS[quartile]],
    ["Besoin", besoin === null ? INCONNU : LIBELLE_BESOIN_CAS[besoin]],
    ["Bailleur concerné", lu.bailleur ?? INCONNU],
    ...(lu.reservataire === null ? [] : [["Réservataire", lu.reservataire] as const]),
    ["Signalé par", lu.auteur ?? sayOrigine(cas.relogement)],
    ["Complément", cas.complement ?? "Rien de plus que les faits codés."],
  ];
  return (
    <dl>
      {faits.map(([titre, valeur]) => (
        <>
          <dt>{titre}</dt>
          <dd>{valeur}</dd>
        </>
      ))}
    </dl>
  );
}

function sayOrigine(relogement: number | null): string {
  return relogement === null ? INCONNU : "un dossier de relogement";
}

function Propositions({ lu: { propositions } }: { lu: CasLu }) {
  return (
    <section>
      <h2>Propositions</h2>
      {propositions.length === 0 ? (
        <p>Aucune proposition n’est encore écrite.</p>
      ) : (
        <ol>
          {propositions.map((proposition) => (
            <li>
              <b>{LIBELLE_NATURE_PROPOSITION[proposition.nature]}</b>
              {sayOffre(proposition)}
              <br />
              <small>
                {proposition.par ?? "Organisme inconnu"}, le {formatJour(proposition.le)}
              </small>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function sayOffre({ typologie, communeNom, complement }: PropositionLue): string {
  const precise = [typologie, communeNom].filter((one) => one !== null).join(", ");
  return `${precise === "" ? "" : ` : ${precise}`}${complement === null ? "" : `. ${complement}`}`;
}

function Decisions({ lu: { epci, decisions } }: { lu: CasLu }) {
  return (
    <section>
      <h2>Décisions</h2>
      {decisions.length === 0 ? (
        <p>Aucune décision n’est encore prise.</p>
      ) : (
        <ol>
          {decisions.map((decision) => (
            <li>
              <b>{sayDecision(decision)}</b>
              {decision.complement === null ? null : `. ${decision.complement}`}
              <br />
              <small>
                Le {formatJour(decision.le)}
                {decision.seance === null ? null : (
                  <>
                    , <LienReunion epci={epci} reunion={decision.seance} />
                  </>
                )}
              </small>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** « Retenir une proposition (n° 2), OPH, pour le 3 mars 2018 ». */
function sayDecision({ sens, rangProposition, chargeNom, echeance }: DecisionLue): string {
  return [
    `${LIBELLE_SENS_DECISION_CAS[sens]}${rangProposition === null ? "" : ` (n° ${rangProposition})`}`,
    ...(chargeNom === null ? [] : [chargeNom]),
    ...(echeance === null ? [] : [`pour le ${formatJour(echeance)}`]),
  ].join(", ");
}

function Historique({ lu }: { lu: CasLu }) {
  return (
    <section>
      <h2>Historique</h2>
      <ol>
        {lu.historique.map(({ le, quoi }) => (
          <li>
            {formatJour(le)} : {quoi}
          </li>
        ))}
      </ol>
    </section>
  );
}

import {
  type EtapeOperation,
  type EtatOperation,
  LIBELLE_CADRE_OPERATION,
  LIBELLE_ETAT_OPERATION,
  LIBELLE_GENRE_OPERATION,
  LIBELLE_PHASE_OPERATION,
} from "#donnees/regles/programme/operation.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Choix, type EtatFormulaire, TexteLong } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatJour, formatNombre, INCONNU } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { LIMITE_TEXTE_LIBRE } from "#socle/regles/texte-libre/verify-texte-libre.ts";
import type { OperationLue } from "../lectures/registre.ts";
import { AVIS_EXAMEN, LIBELLE_AVIS_EXAMEN } from "../regles/etat-operation.ts";
import { aUnFinancement, formatMix, LIBELLE_SITUATION } from "../regles/format-operation.ts";
import type { Retard } from "../regles/retard.ts";
import { Financements } from "./operation-financements.tsx";
import { CHEMIN_OPERATIONS, cheminOperation, formatConnu, sayEcart, sayRetard, TagEtat } from "./operation-mots.tsx";

export type OperationPageProps = {
  readonly cadre: Cadre;
  readonly lue: OperationLue;
  /** true: the reader is a member of the territory; the public sees neither answers nor money. */
  readonly membre: boolean;
  /** Refused input of the answer; `financement`: of the money. */
  readonly examen: EtatFormulaire;
  readonly financement: EtatFormulaire;
  readonly aRelire: boolean;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

/** One operation: its description, its state, the answers, the next acts. */
export function renderOperationPage(props: OperationPageProps): string {
  const { cadre, lue, erreur, annonce, membre } = props;
  const { operation, epci } = lue;
  return renderPage({
    cadre,
    titre: erreur ? `Erreur : ${operation.nom}` : operation.nom,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, CHEMIN_OPERATIONS)}>Toutes les opérations</a>
        </p>
        <h1>{operation.nom}</h1>
        <ResultatActe annonce={annonce} erreur={erreur} />
        <Fiche lue={lue} />
        <Actes {...props} />
        <Phases lue={lue} />
        {membre ? <Financements lue={lue} etat={props.financement} /> : null}
        {membre ? <Examens {...props} /> : null}
      </>
    ),
  });
}

function Fiche({ lue }: { lue: OperationLue }) {
  const { operation, commune, residences, retard, epci } = lue;
  return (
    <dl>
      <dt>État</dt>
      <dd>
        <TagEtat etat={operation.etat} />
        {retard ? (
          <>
            <br />
            {sayRetard(retard)}
          </>
        ) : null}
      </dd>
      <dt>Genre et cadre</dt>
      <dd>
        {LIBELLE_GENRE_OPERATION[operation.genre]}, {LIBELLE_CADRE_OPERATION[operation.cadre]}
      </dd>
      <dt>Bailleur</dt>
      <dd>{operation.bailleur?.nom ?? "non désigné"}</dd>
      <dt>Lieu</dt>
      <dd>
        {commune ?? "commune inconnue"}, {LIBELLE_SITUATION[operation.situation]}
        {operation.secteur ? `, ${operation.secteur}` : ""}
      </dd>
      {residences.length > 0 || lue.droits.modifier ? (
        <>
          <dt>Résidences touchées</dt>
          <dd>
            {residences.length > 0 ? residences.join(", ") : "aucune n’est dite"}{" "}
            {lue.droits.modifier ? (
              <a class="ecran" href={hrefTerritoire(epci, `${cheminOperation(operation.id)}/residences`)}>
                Choisir les résidences
              </a>
            ) : null}
          </dd>
        </>
      ) : null}
      <Nombres lue={lue} />
      <dt>Public</dt>
      <dd>{operation.publieLe ? `depuis le ${formatJour(operation.publieLe)}` : "non, entre partenaires"}</dd>
      {operation.synthetique ? (
        <>
          <dt>Nature</dt>
          <dd>donnée de démonstration</dd>
        </>
      ) : null}
    </dl>
  );
}

function Nombres({ lue: { operation } }: { lue: OperationLue }) {
  const { aReloger, premiersBaux, loyerM2 } = operation;
  return (
    <>
      <dt>Logements</dt>
      <dd>
        {formatConnu(operation.logements)} (collectifs : {formatConnu(operation.collectifs)}, individuels :{" "}
        {formatConnu(operation.individuels)})
      </dd>
      {aUnFinancement(operation) ? (
        <>
          <dt>Financements</dt>
          <dd>{formatMix(operation)}</dd>
        </>
      ) : null}
      {aReloger ? (
        <>
          <dt>À reloger</dt>
          <dd>
            {formatConnu(aReloger.occupes)} logements occupés
            {aReloger.occupesAu ? ` au ${formatJour(aReloger.occupesAu)}` : ""}, relogement à partir de{" "}
            {aReloger.depuis ?? INCONNU}
          </dd>
        </>
      ) : (
        <>
          <dt>Types</dt>
          <dd>{formatTypes(operation.typologies)}</dd>
          <dt>Loyer</dt>
          <dd>{loyerM2 === null ? INCONNU : `${formatNombre(loyerM2)} €/m² par mois, hors charges`}</dd>
        </>
      )}
      {premiersBaux ? (
        <>
          <dt>Premiers baux</dt>
          <dd>
            {formatNombre(premiersBaux.connus)} connus, dont {formatNombre(premiersBaux.q1OuReloges)} au premier
            quartile ou relogés, {premiersBaux.habitantsQpv == null ? INCONNU : formatNombre(premiersBaux.habitantsQpv)}{" "}
            à des habitants d’un quartier prioritaire
          </dd>
        </>
      ) : null}
    </>
  );
}

function formatTypes(typologies: OperationLue["operation"]["typologies"]): string {
  const dits = TYPOLOGIES.flatMap((type) => {
    const nombre = typologies[type];
    return nombre ? [`${formatNombre(nombre)} ${type}`] : [];
  });
  return dits.length === 0 ? INCONNU : dits.join(", ");
}

const VERBE: Readonly<Record<EtatOperation, string>> = {
  deposee: "Déposer de nouveau",
  "a-completer": LIBELLE_ETAT_OPERATION["a-completer"],
  prevue: LIBELLE_ETAT_OPERATION.prevue,
  engagee: "Marquer financée",
  "en-cours": "Marquer en cours",
  terminee: "Marquer terminée",
  refusee: LIBELLE_ETAT_OPERATION.refusee,
  abandonnee: "Abandonner",
};

function Actes({ lue }: OperationPageProps) {
  const { operation, droits, epci } = lue;
  if (!droits.modifier && !droits.publier) return null;
  const chemin = cheminOperation(operation.id);
  return (
    <div class="ligne ecran">
      {droits.modifier ? (
        <a class="bouton" href={hrefTerritoire(epci, `${chemin}/modifier`)}>
          Modifier
        </a>
      ) : null}
      {droits.suites.map((vers) => (
        <form method="post" action={hrefTerritoire(epci, `${chemin}/etat`)}>
          <input type="hidden" name="de" value={operation.etat} />
          <input type="hidden" name="vers" value={vers} />
          <button class="bouton second" type="submit">
            {VERBE[vers]}
          </button>
        </form>
      ))}
      {droits.publier ? (
        <form method="post" action={hrefTerritoire(epci, `${chemin}/publication`)}>
          <input type="hidden" name="publie" value={operation.publieLe ? "non" : "oui"} />
          <button class="bouton second" type="submit">
            {operation.publieLe ? "Retirer du public" : "Rendre publique"}
          </button>
        </form>
      ) : null}
    </div>
  );
}

function Phases({ lue: { operation, retards } }: { lue: OperationLue }) {
  const phases = operation.etapes.map((etape, rang) => ({ ...etape, retard: retards[rang] ?? null }));
  return (
    <>
      <h2>Phases</h2>
      {phases.length === 0 ? <p>Aucune phase n’est datée.</p> : <Table table={PHASES} lignes={phases} />}
    </>
  );
}

type Phase = EtapeOperation & { readonly retard: Retard | null };

const PHASES = defineTable<Phase>({
  code: "phases",
  titre: "Phases, prévu et réel",
  colonnes: [
    { code: "phase", titre: "Phase", valeur: ({ phase }) => LIBELLE_PHASE_OPERATION[phase] },
    { code: "debut_prevu", titre: "Début prévu", genre: "jour", valeur: ({ debutPrevu }) => debutPrevu },
    { code: "fin_prevue", titre: "Fin prévue", genre: "jour", valeur: ({ finPrevue }) => finPrevue },
    { code: "debut_reel", titre: "Début réel", genre: "jour", valeur: ({ debutReel }) => debutReel },
    { code: "fin_reelle", titre: "Fin réelle", genre: "jour", valeur: ({ finReelle }) => finReelle },
    { code: "ecart", titre: "Écart", valeur: ({ retard }) => (retard ? sayEcart(retard) : "aucun retard") },
  ],
});

function Examens(props: OperationPageProps) {
  const { lue } = props;
  return (
    <>
      <h2>Examen</h2>
      {lue.examens.length === 0 ? (
        <p>L’opération n’a pas encore été examinée ici.</p>
      ) : (
        <ol>
          {lue.examens.map(({ avis, motif, le, par }) => (
            <li>
              <b>
                {LIBELLE_AVIS_EXAMEN[avis]}, le {formatJour(le)}
              </b>
              , {par ?? "exploitant de la plateforme"} : {motif}
            </li>
          ))}
        </ol>
      )}
      {lue.modifieeDepuis ? <p>L’opération a été modifiée depuis le dernier examen.</p> : null}
      {lue.droits.examiner ? <FormulaireExamen {...props} /> : null}
    </>
  );
}

function FormulaireExamen({ lue, examen, aRelire }: OperationPageProps) {
  const { operation, epci } = lue;
  const possibles = operation.etat === "deposee" ? AVIS_EXAMEN : (["non-retenue"] as const);
  return (
    <form class="saisie ecran" method="post" action={hrefTerritoire(epci, `${cheminOperation(operation.id)}/examen`)}>
      <h3>Rendre un avis</h3>
      <input type="hidden" name="revision" value={String(operation.revision)} />
      <Choix
        etat={examen}
        nom="avis"
        libelle="Avis"
        requis
        options={possibles.map((code) => ({ code, libelle: LIBELLE_AVIS_EXAMEN[code] }))}
      />
      <TexteLong
        etat={examen}
        nom="motif"
        libelle="Motif"
        aide="Le bailleur le lit. Il porte sur l’opération, sur personne d’autre."
        limite={LIMITE_TEXTE_LIBRE}
        requis
      />
      {aRelire ? (
        <label class="case">
          <input type="checkbox" name="relu" value="oui" />
          J’ai relu ce texte : il ne dit rien d’une personne, je le garde.
        </label>
      ) : null}
      <button class="bouton" type="submit">
        Enregistrer l’avis
      </button>
    </form>
  );
}

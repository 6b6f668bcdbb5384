import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  Cote,
  type EtatFormulaire,
  Liste,
  type OptionListe,
  optionsOf,
  renderPageFormulaire,
} from "#socle/pages/design/formulaire.tsx";
import { Message } from "#socle/pages/design/parts.tsx";
import {
  BESOINS_CAS,
  LIBELLE_BESOIN_CAS,
  LIBELLE_MOTIF_CAS,
  LIBELLE_NATURE_CAS,
  LIBELLE_QUARTILE_CAS,
  LIBELLE_VOIE_CAS,
  MOTIFS_CAS,
  NATURES_CAS,
  QUARTILES_CAS,
  VOIES_CAS,
} from "../../regles/cas-bloque/cas-bloque.ts";
import { CHEMIN_CAS, CHEMIN_NOUVEAU_CAS } from "./chemins.ts";
import { Complement } from "./complement.tsx";

export type NouveauCasPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly etat: EtatFormulaire;
  readonly aRelire: boolean;
  readonly communes: readonly OptionListe[];
  /** null: the bailleur is the reader's own. */
  readonly bailleurs: readonly OptionListe[] | null;
  /** Demolitions, for a reader entrusted with buildings only; null for the others. */
  readonly operations: readonly OptionListe[] | null;
  /** true: the reader may read the case afterwards. */
  readonly lire: boolean;
  /** Reference of the case just opened, for a reader who may not read it. */
  readonly recu: string | null;
};

export const TYPOLOGIES_CAS: readonly OptionListe[] = TYPOLOGIES.map((code) => ({ code, libelle: code }));

export function renderNouveauCasPage(props: NouveauCasPageProps): string {
  const { cadre, epci, etat, lire, recu } = props;
  const retour = lire
    ? { chemin: CHEMIN_CAS, libelle: "Tous les cas" }
    : { chemin: "commission", libelle: "Les instances" };
  return renderPageFormulaire({
    cadre,
    epci,
    ...etat,
    retour,
    titre: "Signaler un cas bloqué",
    chemin: CHEMIN_NOUVEAU_CAS,
    bouton: "Signaler le cas",
    sous: <Consignes lire={lire} recu={recu} />,
    children: <Champs {...props} />,
  });
}

function Consignes({ lire, recu }: { lire: boolean; recu: string | null }) {
  return (
    <>
      {recu === null ? null : (
        <Message ton="ok" role="status" titre={`Cas signalé : ${recu}`}>
          <p>
            Notez cette référence : c’est elle qui permet d’en parler à l’EPCI. Votre habilitation permet de signaler un
            cas, pas de le relire.
          </p>
        </Message>
      )}
      <Message ton="neutre" titre="Ce qui ne s’écrit pas ici">
        <ul>
          <li>aucun nom, de ménage ni de résidence, aucune adresse, aucun numéro ;</li>
          <li>rien sur la santé, l’origine, la religion, la vie privée, ni de jugement sur les personnes.</li>
        </ul>
        <p>
          Le cas reçoit une référence. {lire ? "" : "Vous ne pourrez pas le relire : notez-la. "}Les membres de la
          commission lisent ce que vous écrivez ici, quand il est à l’ordre du jour. « Ne sait pas » est une réponse.
        </p>
      </Message>
    </>
  );
}

function Champs(props: NouveauCasPageProps) {
  const { etat, bailleurs, operations } = props;
  return (
    <>
      <fieldset class="grand">
        <legend>La situation</legend>
        <Choix etat={etat} nom="nature" libelle="Nature" requis options={optionsOf(NATURES_CAS, LIBELLE_NATURE_CAS)} />
        <Choix
          etat={etat}
          nom="voie"
          libelle="Comment elle vous est connue"
          requis
          options={optionsOf(VOIES_CAS, LIBELLE_VOIE_CAS)}
        />
        <Liste
          etat={etat}
          nom="motif"
          libelle="Motif du blocage"
          requis
          vide="Choisir…"
          options={optionsOf(MOTIFS_CAS, LIBELLE_MOTIF_CAS)}
        />
        {bailleurs === null ? null : (
          <Liste
            etat={etat}
            nom="bailleur"
            libelle="Bailleur concerné"
            aide="Il lira le cas. Pour une mutation, celui du logement actuel."
            vide="Aucun, ou ne sait pas"
            options={bailleurs}
          />
        )}
        {operations === null ? null : (
          <Liste
            etat={etat}
            nom="operation"
            libelle="Immeuble dont est le ménage"
            aide="Ceux qui vous sont confiés."
            requis
            vide="Choisir…"
            options={operations}
          />
        )}
      </fieldset>
      <Faits {...props} />
      <Complement etat={etat} libelle="Complément" aRelire={props.aRelire} />
    </>
  );
}

function Faits({ etat, communes }: NouveauCasPageProps) {
  return (
    <fieldset class="grand">
      <legend>Les faits codés</legend>
      <p class="aide">Laissez vide ce que vous ne savez pas : jamais 0.</p>
      <Cote>
        <Champ etat={etat} nom="personnes" libelle="Personnes du ménage" nombre />
        <Champ etat={etat} nom="demande_mois" libelle="Ancienneté de la demande" unite="mois" nombre />
      </Cote>
      <Cote>
        <Liste etat={etat} nom="typologie" libelle="Typologie cherchée" vide="Ne sait pas" options={TYPOLOGIES_CAS} />
        <Liste etat={etat} nom="commune" libelle="Commune souhaitée" vide="Ne sait pas" options={communes} />
      </Cote>
      <Cote>
        <Liste
          etat={etat}
          nom="quartile"
          libelle="Ressources"
          vide="Ne sait pas"
          options={optionsOf(QUARTILES_CAS, LIBELLE_QUARTILE_CAS)}
        />
        <Liste
          etat={etat}
          nom="besoin"
          libelle="Besoin"
          aide="Le besoin, jamais sa cause."
          vide="Ne sait pas"
          options={optionsOf(BESOINS_CAS, LIBELLE_BESOIN_CAS)}
        />
      </Cote>
    </fieldset>
  );
}

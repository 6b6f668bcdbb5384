import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";

type Props = { readonly saisie: SaisieFormulaire };

/** Person who gets a right. `aide`: what the address is for. */
export function ChampsIdentite({ saisie, aide }: Props & { readonly aide?: string }) {
  return (
    <>
      <p>
        <label for="courriel">
          Courriel professionnel
          {aide ? <span class="aide">{aide}</span> : null}
        </label>
        <input
          id="courriel"
          name="courriel"
          type="email"
          value={valeurDe(saisie, "courriel")}
          maxlength={254}
          size={36}
          autocomplete="off"
          required
        />
      </p>
      <div class="ligne">
        <div>
          <label for="prenom">Prénom</label>
          <input id="prenom" name="prenom" value={valeurDe(saisie, "prenom")} maxlength={80} autocomplete="off" />
        </div>
        <div>
          <label for="nom">Nom</label>
          <input id="nom" name="nom" value={valeurDe(saisie, "nom")} maxlength={80} autocomplete="off" />
        </div>
      </div>
      <p class="aide">Prénom et nom ne servent que si la personne n’a pas encore de compte.</p>
    </>
  );
}

/** `min`: earliest day of both. */
export function ChampsJours({ saisie, min }: Props & { readonly min: string }) {
  return (
    <div class="ligne">
      <div>
        <label for="debut">Premier jour</label>
        <input id="debut" name="debut" type="date" value={valeurDe(saisie, "debut")} min={min} required />
      </div>
      <div>
        <label for="fin">Dernier jour</label>
        <input id="fin" name="fin" type="date" value={valeurDe(saisie, "fin")} min={min} required />
      </div>
    </div>
  );
}

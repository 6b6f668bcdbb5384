/** « 19 sur 100 »; never 0 or 100, which no number of draws can prove. */
export function formatChances(probabilite: number): string {
  const hundredths = Math.round(probabilite * 100);
  if (hundredths === 0) return "moins de 1 sur 100";
  return hundredths === 100 ? "plus de 99 sur 100" : `${hundredths} sur 100`;
}

/** « 19 chances sur 100 »: in hundredths, the precision of thousands of draws. */
export function sayChances(probabilite: number): string {
  const hundredths = Math.round(probabilite * 100);
  if (hundredths === 0) return "moins d’une chance sur 100";
  if (hundredths === 100) return "plus de 99 chances sur 100";
  return `${hundredths} ${hundredths === 1 ? "chance" : "chances"} sur 100`;
}

/** What a script asks for by itself is no act of the person, and keeps no session open. */
export const background = { headers: { 'X-Cig-Sfondo': '1' } };

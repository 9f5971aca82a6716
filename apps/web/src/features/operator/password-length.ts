/** As the server asks for it. */
export const PASSWORD_MIN = 12;

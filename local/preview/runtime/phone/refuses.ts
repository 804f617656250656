/** What the person says no to before WeChat has drawn its sheet. Set through the phone's handle. */
export const refuses = { phoneNumber: false, subscription: false, photos: false }
